import Planning
import Testing

@testable import EmbeddedEngine

@Suite struct ChoiceTests {
    private static let random = RandomModel(.init(context: 128))
    private let model: EmbeddedModel

    init() throws {
        model = try Self.random.load()
    }

    @Test func eachChoiceIsAsLikelyAsItsTokensOneAfterTheOther() async throws {
        let choices = ["move a to b\n", "move a to c\n", "move b to a\n", "stack a\n", "stack ab\n", "x", "xy", "xyz"]
        let prompt = "on a table there are blocks "
        let choice = try await model.choose(among: choices, after: prompt)
        let start = try model.tokens(ofPrompt: prompt)
        for (index, text) in choices.enumerated() {
            let tokens = try model.tokens(ofPrompt: prompt + text)
            let plain = PlainNetwork(model: Self.random).logprobs(tokens)
            let expected = (start.count..<tokens.count).map { plain[$0 - 1][tokens[$0]] }.reduce(0, +)
            #expect(abs(choice.logprobs[index] - expected) < 1e-3, "\(text)")
        }
        #expect(choice.logprobs[choice.index] == choice.logprobs.max())
        // Shared beginnings are judged once.
        #expect(choice.usage.output < choices.joined().utf8.count)
        #expect(choice.usage.input == start.count)
    }

    @Test func theSameChoiceTwiceIsEquallyLikelyAndTheFirstIsTaken() async throws {
        let choice = try await model.choose(among: ["abc", "abc"], after: "the ")
        #expect(choice.index == 0)
        #expect(choice.logprobs[0] == choice.logprobs[1])
    }

    @Test func nothingToChooseFromIsAnError() async {
        await #expect(throws: BackendError.self) { try await model.choose(among: [], after: "the ") }
        await #expect(throws: BackendError.self) { try await model.choose(among: ["a", ""], after: "the ") }
        await #expect(throws: BackendError.self) {
            try await model.choose(among: [String(repeating: "a", count: 130)], after: "the ")
        }
    }

    @Test func theTreeOfChoicesHoldsWhatTheyShareOnce() {
        let branches = ChoiceBranch.branches(of: [[1, 2, 3], [1, 2, 4, 5], [1, 2], [6]])
        #expect(
            branches == [
                ChoiceBranch(
                    tokens: [1, 2], endings: [2],
                    branches: [
                        ChoiceBranch(tokens: [3], endings: [0], branches: []),
                        ChoiceBranch(tokens: [4, 5], endings: [1], branches: []),
                    ]),
                ChoiceBranch(tokens: [6], endings: [3], branches: []),
            ])
    }

    @Test func aScoreIsTheDifferenceOfTwoTokens() async throws {
        let reward = try Self.random.changed { $0.set("outrider.reward.tokens", .counts([4, 9])) }.load()
        let score = try await reward.score("the cat sat")
        let tokens = try reward.tokens(ofPrompt: "the cat sat")
        let logprobs = PlainNetwork(model: Self.random).logprobs(tokens)[tokens.count - 1]
        #expect(abs(score.value - (logprobs[4] - logprobs[9])) < 1e-4)
        #expect(score.usage == Usage(freshInput: 12))
        let again = try await reward.score("the cat sat")
        #expect(again.value == score.value)
        #expect(again.usage == Usage(freshInput: 1, cacheRead: 11))
    }

    @Test func aScoreIsWhatTheFilesOwnHeadSays() async throws {
        var random = Self.random
        let weights = (0..<32).map { Float($0 % 7) / 7 - 0.4 }
        random.add("cls.output.weight", [weights], as: .single)
        random.add("cls.output.bias", [[0.25]], as: .single)
        let model = try random.load()
        let score = try await model.score("the cat")
        let state = PlainNetwork(model: random).states(try model.tokens(ofPrompt: "the cat")).last ?? []
        let expected = zip(weights, state).map { Double($0) * $1 }.reduce(0.25, +)
        #expect(abs(score.value - expected) < 1e-4)
    }

    @Test func textsTogetherAreScoredAsEachAloneAndShareTheirBeginning() async throws {
        let reward = Self.random.changed { $0.set("outrider.reward.tokens", .counts([4, 9])) }
        let texts = ["the cat sat here", "the cat sat there", "the cat", "the cat sat here", "a dog"]
        let together = try await reward.load().scores(of: texts)
        for (text, score) in zip(texts, together) {
            #expect(abs(try await reward.load().score(text).value - score.value) < 1e-6, "\(text)")
        }
        #expect(try await reward.load().scores(of: []).isEmpty)
        let alike = try await reward.load().scores(of: Array(texts.prefix(2)))
        var alone: [Int] = []
        for text in texts.prefix(2) { alone.append(try await reward.load().score(text).usage.input) }
        #expect(alike.map(\.usage.input) == alone)
        #expect(alike[0].usage.cacheRead == 0, "the first pays for what all share")
        #expect(alike[1].usage.cacheRead >= 8)
    }

    @Test func aModelWithoutAHeadCannotScore() async {
        #expect(!model.isReward)
        let error = await #expect(throws: BackendError.self) { try await model.score("the cat") }
        #expect(error?.suggestion != nil)
    }

    @Test func aModelWhoseOutputIsNoNumberSaysSo() async throws {
        let huge = try Self.random.changed { document in
            // The last is the output.
            let index = document.tensors.count - 1
            let count = document.tensors[index].bytes.count / 4
            document.tensors[index].bytes = (0..<count).flatMap { _ in [0xff, 0xff, 0x7f, 0x7f] as [UInt8] }
        }.load()
        let error = await #expect(throws: BackendError.self) { try await huge.answer("ab") }
        #expect(error?.code == .malformedResponse)
        await #expect(throws: BackendError.self) { try await huge.choose(among: ["a", "b"], after: "c") }
    }
}
