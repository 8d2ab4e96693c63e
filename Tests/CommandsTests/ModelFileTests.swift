@testable import Commands
import Foundation
import Planning
import Testing

/// Files of models that the program finds and cannot use.
struct ModelFileTests {
    /// What is wrong with a file.
    enum Flaw: CaseIterable {
        case cut, foreign, unknownWeights, tooLarge

        /// What is said of it, and what to do.
        var words: (what: String, remedy: String) {
            let remedy = "use a Llama-architecture GGUF with f32, f16 or q8_0 weights"
            return switch self {
            case .cut: ("is damaged: tensor ", "fetch the file again, and compare its checksum")
            case .foreign: ("cannot run here: its architecture is qwen2", remedy)
            case .unknownWeights: ("cannot run here: tensor token_embd.weight is stored as q4_K", remedy)
            case .tooLarge: ("needs ", "use a smaller model")
            }
        }

        /// The file of a sound model with this flaw.
        func made(in model: Data) throws -> Data {
            var model = model
            switch self {
            case .cut: model = model.prefix(model.count / 2)
            case .foreign:
                // Behind the key stand the type and the length.
                try Self.write(Array("qwen2".utf8), 12, behind: "general.architecture", in: &model)
            case .unknownWeights:
                // Behind the name stand the number of dimensions, which is two, and their sizes.
                try Self.write([12], 20, behind: "token_embd.weight", in: &model)
            case .tooLarge:
                // The longest text and the most layers that a file may state: terabytes of keys and values.
                try Self.write([0, 0, 0, 1], 4, behind: "llama.context_length", in: &model)
                try Self.write([0, 4, 0, 0], 4, behind: "llama.block_count", in: &model)
            }
            return model
        }

        private static func write(_ bytes: [UInt8], _ distance: Int, behind key: String, in model: inout Data) throws {
            let range = model.range(of: Data(key.utf8))
            let place = try #require(range, "the file has no \(key)").upperBound + distance
            model.replaceSubrange(place..<place + bytes.count, with: bytes)
        }
    }

    /// The verifier is loaded before the record is opened, and the reward model after it.
    @Test(arguments: Flaw.allCases, ["blocksworld-verifier", "blocksworld-reward"])
    func aModelThatCannotBeUsedIsNamedWithWhatToDoAndLeavesNoRun(flaw: Flaw, model: String) async throws {
        let outrider = try Self.program(with: flaw, in: model)
        let result = try await outrider("run", RunTests.task, "--strategy", "best-of-n")
        #expect(result.status == 69, "\(result.errors)")
        #expect(result.errors.contains("outrider: the model \(model).gguf \(flaw.words.what)"), "\(result.errors)")
        #expect(result.errors.contains(flaw.words.remedy), "\(result.errors)")
        #expect(result.output.isEmpty)
        #expect(try await outrider("runs", "--json").json.array == [])
    }

    /// The program with models of its own, one of which has a flaw. It looks for them beside itself before it looks
    /// among the user's data, so it is started from its home.
    private static func program(with flaw: Flaw, in flawed: String) throws -> OutriderProcess {
        var outrider = try OutriderProcess()
        let files = FileManager.default
        let built = outrider.executable.resolvingSymlinksInPath()
        let program = outrider.home.appending(path: "outrider")
        do {
            try files.linkItem(at: built, to: program)
        } catch {
            // Temporary files may lie on another file system.
            try files.copyItem(at: built, to: program)
        }
        outrider.executable = program
        let shipped = ModelFolders(program: built, data: outrider.home.path)
        for name in ["blocksworld-drafter", "blocksworld-verifier", "blocksworld-reward"] {
            let file = shipped.find(modelNamed: name)
            let model = try Data(contentsOf: try #require(file, "`make models` trains the model \(name)"))
            let folder = outrider.home.appending(path: "models/\(name)")
            try files.createDirectory(at: folder, withIntermediateDirectories: true)
            try (name == flawed ? flaw.made(in: model) : model).write(to: folder.appending(path: "\(name).gguf"))
        }
        return outrider
    }
}
