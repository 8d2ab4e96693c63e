// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// What `scripts/fuzz` and `scripts/sanitizers` want all of our modules compiled with besides.
let instrumentation: [SwiftSetting] =
    Context.environment["OUTRIDER_SWIFT_FLAGS"].map { [.unsafeFlags($0.split(separator: " ").map(String.init))] } ?? []

/// A module of ours: the same strict settings everywhere.
func module(_ name: String, _ dependencies: [Target.Dependency] = [], plugins: [Target.PluginUsage] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict + instrumentation, plugins: plugins)
}

/// The tests of a module, in `Tests/<name>Tests`.
func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name + "Tests", dependencies: dependencies, swiftSettings: strict)
}

/// The arithmetic of the embedded engine for one kind of processor. It is the same source each time; the
/// compiler takes what it may use from clang's options. Optimised in debug builds too, where a
/// forward pass would take a hundred times as long.
func kernels(_ name: String, _ definition: String? = nil, clang: [String] = []) -> Target {
    .target(
        name: name,
        swiftSettings: strict + (definition.map { [.define($0)] } ?? [])
            + [.unsafeFlags(["-O"] + clang.flatMap { ["-Xcc", $0] })])
}

#if arch(x86_64)
    let processors = [
        kernels("EmbeddedKernelsAVX2", "AVX2", clang: ["-mavx2", "-mfma"]),
        kernels(
            "EmbeddedKernelsAVX512", "AVX512",
            clang: ["-mavx2", "-mfma", "-mavx512f", "-mavx512vl", "-mavx512dq", "-mavx512bw"]),
    ]
#else
    let processors: [Target] = []
#endif

let package = Package(
    name: "outrider",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "outrider", targets: ["outrider"]),
        .library(name: "Agents", targets: ["Agents"]),
        .library(name: "Configuration", targets: ["Configuration"]),
        .library(name: "MCP", targets: ["MCP"]),
        .library(name: "Planning", targets: ["Planning"]),
        .library(name: "Control", targets: ["Control"]),
        .library(name: "Speculation", targets: ["Speculation"]),
        .library(name: "Simulation", targets: ["Simulation"]),
        .library(name: "Transport", targets: ["Transport"]),
        .library(name: "Ledger", targets: ["Ledger"]),
        .library(name: "EmbeddedEngine", targets: ["EmbeddedEngine"]),
        .library(name: "Worlds", targets: ["Worlds"]),
        .library(name: "Strategies", targets: ["Strategies"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    ],
    targets: [
        // The vocabulary and the pure core.
        module("Planning"),
        module("Answers"),
        module("Control", ["Planning"]),
        module("Speculation", ["Control", "Planning"]),
        module("Simulation", ["Speculation", "Control", "Planning"]),
        module("Benchmarking", ["Tasks", "Simulation", "Speculation", "Control", "Documents", "Planning"]),
        module("Memory", ["Planning"]),
        module("Strategies", ["Answers", "Speculation", "Control", "Planning"]),
        module("Rewards", ["Control", "Processes", "Planning"]),

        // Agents, the worlds they act in, and their tools.
        module("Documents", [.product(name: "Yams", package: "Yams")]),
        module(
            "Agents", ["Documents", "Planning", .product(name: "Mustache", package: "swift-mustache")],
            plugins: ["EmbedTexts"]),
        .executableTarget(name: "TextEmbedder", path: "Plugins/TextEmbedder", swiftSettings: strict),
        .plugin(name: "EmbedTexts", capability: .buildTool(), dependencies: ["TextEmbedder"]),
        module("Worlds", ["EmbeddedEngine", "Planning", .product(name: "HeapModule", package: "swift-collections")]),
        module("Tasks", ["Answers", "Worlds", "Planning"]),
        module(
            "Tools", ["Transport", "Processes", "Planning", .product(name: "HTTPTypes", package: "swift-http-types")]),

        // Other programs: started, told apart, ended.
        .target(name: "CProcesses"),
        module("Processes", ["CProcesses"]),

        // Servers of tools that others wrote.
        module(
            "MCP", ["Transport", "Processes", "Planning", .product(name: "HTTPTypes", package: "swift-http-types")]),

        // The wire.
        .systemLibrary(
            name: "CCurl", pkgConfig: "libcurl",
            providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]),
        module("Transport", ["CCurl", .product(name: "HTTPTypes", package: "swift-http-types")]),
        module(
            "Backends",
            ["Transport", "Processes", "Planning", .product(name: "HTTPTypes", package: "swift-http-types")]),
        module("Configuration", ["Backends", "MCP", "Control", "Documents", "Planning"]),

        // Models in this process.
        .systemLibrary(name: "CProcessor"),
        kernels("EmbeddedKernels"),
        module(
            "EmbeddedEngine",
            ["CProcessor", "EmbeddedKernels", "Planning"]
                + processors.map { .target(name: $0.name) }),

        // The record.
        module(
            "Ledger",
            [
                "Processes", "Planning", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),

        // The record in a browser.
        module(
            "Dashboard",
            [
                "Ledger", "Planning", .product(name: "FlyingFox", package: "FlyingFox"),
                .product(name: "FlyingSocks", package: "FlyingFox"),
            ], plugins: ["EmbedTexts"]),

        module(
            "Telemetry", ["Transport", "Planning", .product(name: "HTTPTypes", package: "swift-http-types")]),

        // The terminal.
        module(
            "Commands",
            [
                "Planning", "Control", "Speculation", "Simulation", "Benchmarking", "Strategies", "Rewards", "Agents",
                "Worlds", "Tasks", "Tools", "MCP", "Transport",
                "Backends", "EmbeddedEngine", "Processes",
                "Configuration", "Ledger", "Dashboard", "Telemetry", "Memory", "Documents",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .executableTarget(name: "outrider", dependencies: ["Commands"], swiftSettings: strict),

        // For tests: scripted agents, a clock that is advanced by hand, conformance suites, a local server, folders.
        module("PlanningTesting", ["Simulation", "Strategies", "Speculation", "Control", "Planning"]),
        .target(
            name: "LoopbackServer", path: "Tests/LoopbackServer", swiftSettings: strict),
        .target(
            name: "TemporaryFolders", path: "Tests/TemporaryFolders", swiftSettings: strict),

        tests("Architecture", []),
        tests("Answers", ["Answers"]),
        tests("Planning", ["Planning", "PlanningTesting", "Speculation"]),
        tests("Control", ["Control", "Simulation", "Speculation", "PlanningTesting", "Planning"]),
        tests("Speculation", ["Speculation", "Simulation", "PlanningTesting", "Control", "Planning"]),
        tests("Simulation", ["Simulation", "Speculation", "PlanningTesting", "Control", "Planning"]),
        tests(
            "Strategies", ["Strategies", "Answers", "Speculation", "PlanningTesting", "Worlds", "Control", "Planning"]),
        tests("Rewards", ["Rewards", "PlanningTesting", "Processes", "Planning"]),
        tests(
            "Benchmarking", ["Benchmarking", "Tasks", "Simulation", "Speculation", "Control", "Documents", "Planning"]),
        tests("Memory", ["Memory", "PlanningTesting", "Planning"]),
        tests("Documents", ["Documents"]),
        tests("Agents", ["Agents", "Documents", "PlanningTesting", "Planning"]),
        tests("Worlds", ["Worlds", "EmbeddedEngine", "Planning"]),
        tests("Tasks", ["Tasks", "Worlds", "Simulation", "PlanningTesting", "Planning"]),
        tests(
            "Tools",
            [
                "Tools", "Transport", "Speculation", "Control", "PlanningTesting", "LoopbackServer", "TemporaryFolders",
                "Planning",
            ]),
        tests("Processes", ["Processes", "TemporaryFolders"]),
        tests(
            "MCP",
            [
                "MCP", "Transport", "Processes", "LoopbackServer", "TemporaryFolders", "PlanningTesting", "Simulation",
                "Planning",
            ]),
        tests("Transport", ["Transport", "LoopbackServer", .product(name: "HTTPTypes", package: "swift-http-types")]),
        tests(
            "Backends",
            [
                "Backends", "Transport", "Processes", "LoopbackServer", "TemporaryFolders", "PlanningTesting",
                "Simulation", "Planning",
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ]),
        tests("Configuration", ["Configuration", "Backends", "MCP", "Control", "Documents", "Planning"]),
        tests("EmbeddedEngine", ["EmbeddedEngine", "Planning"]),
        tests(
            "Ledger",
            [
                "Ledger", "Processes", "TemporaryFolders", "PlanningTesting", "Planning",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        tests(
            "Dashboard",
            [
                "Dashboard", "Ledger", "Transport", "TemporaryFolders", "Planning",
                .product(name: "FlyingSocks", package: "FlyingFox"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ]),
        tests(
            "Telemetry",
            ["Telemetry", "Transport", "LoopbackServer", "PlanningTesting", "Speculation", "Planning"]),
        tests(
            "Commands",
            [
                "outrider", "Commands", "Configuration", "Agents", "Backends", "EmbeddedEngine", "MCP", "Control",
                "Speculation", "Transport", "Processes", "LoopbackServer",
                "TemporaryFolders", "Ledger", "Rewards", "PlanningTesting", "Planning",
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ]),
    ] + processors
)
