import Planning
import Testing

@testable import EmbeddedEngine

@Suite struct EmbeddedBackendTests {
    private static let random = RandomModel(.init(context: 128))
    private let model: EmbeddedModel
    private let catalogue = Model(id: ModelID(provider: "embedded", name: "random"), price: .free)

    init() throws {
        model = try Self.random.load()
    }

    @Test func aRequestIsItsMessagesTextsContinued() async throws {
        let backend = EmbeddedBackend(model)
        let request = ModelRequest(
            model: catalogue, messages: [.system("the cat "), .user("sat on"), .assistant(" the")], maxOutput: 10,
            topLogprobs: 2)
        let answer = try await ModelResponse(reading: backend.respond(to: request))
        let direct = try await model.answer("the cat sat on the", CompletionOptions(maxOutput: 10, topLogprobs: 2))
        #expect(answer.text == direct.text)
        #expect(answer.logprobs == direct.logprobs)
        #expect(catalogue.cost(of: answer.usage, duration: .seconds(1)) == .zero)
    }

    @Test func aGuessInTheRequestIsChecked() async throws {
        var request = ModelRequest(model: catalogue, messages: [.user("the cat")], maxOutput: 12)
        let plain = try await ModelResponse(reading: EmbeddedBackend(model).respond(to: request))
        request.guess = plain.text
        #expect(try await ModelResponse(reading: EmbeddedBackend(model).respond(to: request)).text == plain.text)
    }

    @Test func withoutASeedCallsDifferAndWithOneTheyDoNot() async throws {
        let backend = EmbeddedBackend(model)
        var request = ModelRequest(
            model: catalogue, messages: [.user("the cat")], maxOutput: 20, temperature: 1.5)
        var answers: Set<String> = []
        for _ in 0..<5 { answers.insert(try await ModelResponse(reading: backend.respond(to: request)).text) }
        #expect(answers.count > 1)
        request.seed = 7
        let first = try await ModelResponse(reading: backend.respond(to: request)).text
        #expect(try await ModelResponse(reading: backend.respond(to: request)).text == first)
    }

    @Test func aRequestThatNeedsToolsIsRefused() async {
        let request = ModelRequest(model: catalogue, messages: [.user("the cat")], toolChoice: .required)
        let error = await #expect(throws: BackendError.self) { try await EmbeddedBackend(model).respond(to: request) }
        #expect(error?.code == .badRequest)
    }
}
