import Foundation
import Testing

/// Arrows point down, never up, and a package from outside has one home.
@Suite struct ModuleArrowsTests {
    /// Which of our modules each of them may import. A new module is added here on purpose.
    private static let arrows: [String: Set<String>] = [
        "Planning": [],
        "Answers": [],
        "Control": ["Planning"],
        "Speculation": ["Control", "Planning"],
        "Simulation": ["Speculation", "Control", "Planning"],
        "Strategies": ["Answers", "Speculation", "Control", "Planning"],
        "Rewards": ["Control", "Processes", "Planning"],
        "Documents": [],
        "Agents": ["Documents", "Planning"],
        "Worlds": ["EmbeddedEngine", "Planning"],
        "Tasks": ["Answers", "Worlds", "Planning"],
        "Tools": ["Transport", "Processes", "Planning"],
        "CProcesses": [],
        "Processes": ["CProcesses"],
        "MCP": ["Transport", "Processes", "Planning"],
        "CCurl": [],
        "Transport": ["CCurl"],
        "Backends": ["Transport", "Processes", "Planning"],
        "Configuration": ["Backends", "MCP", "Control", "Documents", "Planning"],
        "CProcessor": [],
        "EmbeddedKernels": [],
        "EmbeddedKernelsAVX2": [],
        "EmbeddedKernelsAVX512": [],
        "EmbeddedEngine": [
            "CProcessor", "EmbeddedKernels", "EmbeddedKernelsAVX2", "EmbeddedKernelsAVX512", "Planning",
        ],
        "Ledger": ["Processes", "Planning"],
        "Dashboard": ["Ledger", "Planning"],
        "Benchmarking": ["Tasks", "Simulation", "Speculation", "Control", "Documents", "Planning"],
        "Memory": ["Planning"],
        "Telemetry": ["Transport", "Planning"],
        "Commands": [
            "Planning", "Control", "Speculation", "Simulation", "Benchmarking", "Strategies", "Rewards", "Agents",
            "Worlds", "Tasks", "Tools", "MCP", "Transport", "Backends", "EmbeddedEngine", "Processes", "Configuration",
            "Ledger", "Dashboard",
            "Memory", "Documents", "Telemetry",
        ],
        "outrider": ["Commands"],
        "PlanningTesting": ["Simulation", "Strategies", "Speculation", "Control", "Planning"],
    ]

    /// Where each module from outside may be imported. One home is the rule; data structures and
    /// the HTTP types, which Transport's own interface is written in, are words rather than services.
    private static let homes: [String: Set<String>] = [
        "ArgumentParser": ["Commands"],
        "FlyingFox": ["Dashboard"],
        "FlyingSocks": ["Dashboard"],
        "GRDB": ["Ledger"],
        "GRDBSQLite": ["Ledger"],
        "Mustache": ["Agents"],
        "Yams": ["Documents"],
        "HTTPTypes": ["Transport", "Backends", "Tools", "MCP", "Telemetry"],
        "HeapModule": ["Worlds"],
    ]

    /// What comes with Swift or the system.
    private static let platform: Set<String> = [
        "Swift", "Foundation", "Synchronization", "Dispatch", "Glibc", "Musl", "Darwin",
    ]

    private let tree: SourceTree

    init() throws {
        tree = try SourceTree()
    }

    @Test func everyModuleHasItsArrows() {
        #expect(tree.imports.count > 10)
        #expect(Set(tree.imports.keys).subtracting(Self.arrows.keys) == [])
    }

    @Test func theKernelsOfEachProcessorAreTheSameSource() throws {
        let folder = SourceTree.sources()
        let files = FileManager.default
        let plain = folder.appending(path: "EmbeddedKernels")
        let names = try files.contentsOfDirectory(atPath: plain.path).sorted()
        for name in ["EmbeddedKernelsAVX2", "EmbeddedKernelsAVX512"] {
            let other = folder.appending(path: name)
            #expect(try files.contentsOfDirectory(atPath: other.path).sorted() == names)
            for file in names {
                #expect(
                    try Data(contentsOf: other.appending(path: file))
                        == Data(contentsOf: plain.appending(path: file)), "\(name)/\(file)")
            }
        }
    }

    @Test func noModuleImportsWhatStandsAboveIt() {
        for (module, imports) in tree.imports {
            let allowed = Self.arrows[module] ?? []
            let wrong = imports.filter { Self.arrows[$0.module] != nil && !allowed.contains($0.module) }
            #expect(wrong == [], "arrows from \(module) may only point to \(allowed.sorted())")
        }
    }

    @Test func modulesFromOutsideAreImportedOnlyWhereTheyLive() {
        for (module, imports) in tree.imports {
            let foreign = imports.filter { Self.arrows[$0.module] == nil && !Self.platform.contains($0.module) }
            let wrong = foreign.filter { Self.homes[$0.module]?.contains(module) != true }
            #expect(wrong == [], "a package from outside is imported by the one module that it is for")
        }
    }

    @Test func theVocabularyNeedsNothingButTheStandardLibraryAndFoundation() {
        let wrong = tree.imports["Planning"]?.filter { !["Foundation", "Synchronization"].contains($0.module) }
        #expect(wrong == [])
    }

    @Test(arguments: ["Planning/", "Control/", "Speculation/Machine/", "Simulation/"])
    func thePureCoreKnowsNoNetworkNoDatabaseAndNoSystem(folder: String) {
        let pure: Set<String> = ["Foundation", "Synchronization", "HeapModule", "Planning", "Control", "Speculation"]
        let imports = tree.imports.values.joined().filter { $0.file.hasPrefix(folder) }
        #expect(!imports.isEmpty)
        #expect(imports.filter { !pure.contains($0.module) } == [])
    }

    @Test func theArrowsMakeNoCircle() {
        var open = Self.arrows
        while let free = open.first(where: { $0.value.isDisjoint(with: open.keys) })?.key { open[free] = nil }
        #expect(open == [:])
    }

    @Test func importsAreFoundHoweverTheyAreWritten() {
        let text = """
            // import Nothing
            @testable import Planning
            public import struct Foundation.URL
                import Glibc // for errno
            @_exported public import Control
            let importance = "import Yams"
            """
        #expect(SourceTree.modulesImported(by: text) == ["Planning", "Foundation", "Glibc", "Control"])
    }
}
