@_spi(Measuring) import EmbeddedEngine
import Foundation
import Planning
import Testing

/// The models that come with the program, with everything that this processor can compute them with.
@Suite struct ArithmeticTests {
    /// A task of the recipe, and the questions of its steps with their answers.
    private struct Playout: Decodable {
        let lines: [String]
    }

    private static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static func file(_ model: String) -> URL { package.appending(path: "models/\(model)/\(model).gguf") }

    private static func prompts(_ world: String) throws -> [String] {
        let file = package.appending(path: "Tests/Fixtures/dialects/\(world).json")
        return try JSONDecoder().decode([Playout].self, from: Data(contentsOf: file)).flatMap(\.lines)
            .map { line in String(line.prefix { $0 != "=" }) + "=" }
    }

    @Test(arguments: ["blocksworld", "countdown"], ["drafter", "verifier"])
    func everyArithmeticGivesTheSameAnswers(world: String, role: String) async throws {
        let file = Self.file("\(world)-\(role)")
        let prompts = try Self.prompts(world).prefix(40)
        #expect(prompts.count == 40)
        let fastest = try EmbeddedModel(file: file)
        #expect(fastest.arithmetic == EmbeddedModel.arithmetics.first)
        for arithmetic in EmbeddedModel.arithmetics.dropFirst() {
            let model = try EmbeddedModel(file: file, arithmetic: arithmetic)
            #expect(model.arithmetic == arithmetic)
            for prompt in prompts {
                let options = CompletionOptions(maxOutput: 8)
                let answer = try await model.answer(prompt, options).text
                let expected = try await fastest.answer(prompt, options).text
                #expect(answer == expected, "\(arithmetic), “\(prompt)”")
            }
        }
    }

    @Test func anArithmeticThatIsNotThereIsRefusedWithThoseThatAre() {
        let error = #expect(throws: EmbeddedModelError.self) {
            try EmbeddedModel(file: Self.file("blocksworld-drafter"), arithmetic: "abacus")
        }
        #expect(error?.code == .unsupported)
        #expect(error?.description.contains("“abacus”") == true)
        #expect(error?.suggestion.contains("plain") == true)
    }
}
