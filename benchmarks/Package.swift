// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "outrider-benchmarks",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "outrider-bench", targets: ["Bench"])
    ],
    dependencies: [
        // Named, because the folder of a checkout may have any name.
        .package(name: "outrider", path: ".."),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    ],
    targets: [
        .executableTarget(
            name: "Bench",
            dependencies: [
                .product(name: "Planning", package: "outrider"),
                .product(name: "Control", package: "outrider"),
                .product(name: "Speculation", package: "outrider"),
                .product(name: "Simulation", package: "outrider"),
                .product(name: "Transport", package: "outrider"),
                .product(name: "Ledger", package: "outrider"),
                .product(name: "EmbeddedEngine", package: "outrider"),
                .product(name: "Worlds", package: "outrider"),
                .product(name: "Strategies", package: "outrider"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ],
            swiftSettings: strict),
        .testTarget(name: "BenchTests", dependencies: ["Bench"], swiftSettings: strict),
    ]
)
