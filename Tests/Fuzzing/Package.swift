// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "outrider-fuzzing",
    platforms: [.macOS(.v15)],
    dependencies: [
        // Named, because the folder of a checkout may have any name.
        .package(name: "outrider", path: "../..")
    ],
    targets: [
        // Without an entry point: the fuzzer brings its own.
        .executableTarget(
            name: "Fuzz",
            dependencies: [
                .product(name: "Agents", package: "outrider"),
                .product(name: "Configuration", package: "outrider"),
                .product(name: "EmbeddedEngine", package: "outrider"),
                .product(name: "MCP", package: "outrider"),
                .product(name: "Planning", package: "outrider"),
                .product(name: "Transport", package: "outrider"),
            ],
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .treatAllWarnings(as: .error),
                .unsafeFlags(["-sanitize=fuzzer", "-parse-as-library"]),
            ],
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])])
    ]
)
