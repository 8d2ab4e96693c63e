import Foundation
import Planning
import Testing

@testable import EmbeddedEngine

@Suite struct CompletionTests {
    private static let random = RandomModel(.init(context: 128))

    private let model: EmbeddedModel

    init() throws {
        model = try Self.random.load()
    }

    @Test func whatAGuessSparesIsToldOnceItIsKnownWhatAStepTakes() async throws {
        let model = try Self.random.load()
        let options = CompletionOptions(maxOutput: 8)
        func events(_ options: CompletionOptions) async throws -> [ModelEvent] {
            var events: [ModelEvent] = []
            for try await event in try model.complete("abc", options) { events.append(event) }
            return events
        }
        let plain = try await events(options)
        #expect(!plain.contains { if case .spared = $0 { true } else { false } })
        let text = plain.reduce(into: "") { if case .text(let piece) = $1 { $0 += piece } }
        var guessing = options
        guessing.guess = text
        let guessed = try await events(guessing)
        guard case .spared? = guessed.dropLast().last, case .finished? = guessed.last else {
            Issue.record("\(guessed)")
            return
        }
        #expect(guessed.count { if case .spared = $0 { true } else { false } } == 1)
    }

    @Test func theLikeliestAnswerIsThatOfPlainLoops() async throws {
        let answer = try await model.answer("the cat", CompletionOptions(maxOutput: 12))
        var text = try model.tokens(ofPrompt: "the cat")
        var expected = ""
        for _ in 0..<12 {
            let logprobs = PlainNetwork(model: Self.random).logprobs(text)[text.count - 1]
            let token = try #require(logprobs.indices.max { logprobs[$0] < logprobs[$1] })
            if token == 29 { break }
            text.append(token)
            expected += String(decoding: ByteAlphabet.bytes(of: Self.random.tokens[token]) ?? [], as: UTF8.self)
        }
        #expect(answer.text == expected)
    }

    @Test func eventsComeInOrderAndUsageIsExact() async throws {
        var events: [ModelEvent] = []
        for try await event in try model.complete("abc", CompletionOptions(maxOutput: 5)) { events.append(event) }
        #expect(events.first == .accepted(requestID: nil))
        #expect(events[1] == .usage(Usage(freshInput: 4), raw: nil))
        #expect(events.last == .finished(.length))
        #expect(events[events.count - 2] == .usage(Usage(freshInput: 4, output: 5), raw: nil))
    }

    @Test func whatWasComputedBeforeIsReadFromTheCache() async throws {
        let prompt = String(repeating: "the cat sat ", count: 5)
        let first = try await model.answer(prompt, CompletionOptions(maxOutput: 3))
        #expect(first.usage == Usage(freshInput: 61, output: 3))
        let again = try await model.answer(prompt, CompletionOptions(maxOutput: 3))
        #expect(again.usage == Usage(freshInput: 1, cacheRead: 60, output: 3))
        #expect(again.text == first.text)
        let other = try await model.answer(String(prompt.prefix(40)) + "dog", CompletionOptions(maxOutput: 3))
        #expect(other.usage == Usage(freshInput: 3, cacheRead: 41, output: 3))
        let fresh = try await Self.random.load().answer(
            String(prompt.prefix(40)) + "dog", CompletionOptions(maxOutput: 3))
        #expect(other.text == fresh.text)
        // What was answered can be gone on from, except for the last token, which was never computed.
        let longer = try await model.answer(prompt + first.text + "x", CompletionOptions(maxOutput: 1))
        #expect(longer.usage.cacheRead >= 61 + first.text.utf8.count - 1)
    }

    @Test(arguments: [0.0, 0.7, 1.5])
    func aGuessChangesNothingButTheTimeItTakes(temperature: Double) async throws {
        for seed in 0..<8 as Range<UInt64> {
            var options = CompletionOptions(
                maxOutput: 40, temperature: temperature, topP: 0.9, seed: seed, topLogprobs: 2)
            let prompt = "seed \(["one", "two", "three", "four"][Int(seed % 4)])"
            let plain = try await Self.random.load().answer(prompt, options)
            let text = plain.text
            let wrong = String(text.prefix(text.count / 2)) + "zzz" + String(text.suffix(5))
            for guess in [text, wrong, "z" + text, "", String(text.prefix(7)), text + "and more", "9"] {
                options.guess = guess
                let guessed = try await Self.random.load().answer(prompt, options)
                #expect(guessed == plain, "seed \(seed), guess \(guess)")
            }
        }
    }

    @Test func manyCallsAtOnceAnswerAsEachAlone() async throws {
        let prompts = (0..<12).map {
            String(repeating: "a cat and ", count: $0 % 4) + "dog \("abcdefghijkl".prefix($0 + 1))"
        }
        let options = CompletionOptions(maxOutput: 20, temperature: 0.8, seed: 3, topLogprobs: 1)
        var alone: [ModelResponse] = []
        for prompt in prompts { alone.append(try await Self.random.load().answer(prompt, options)) }
        let together = try await withThrowingTaskGroup(of: (Int, ModelResponse).self) { group in
            for (index, prompt) in prompts.enumerated() {
                group.addTask { (index, try await model.answer(prompt, options)) }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        for (index, answer) in alone.enumerated() {
            #expect(together[index]?.text == answer.text)
            #expect(together[index]?.logprobs == answer.logprobs)
            #expect(together[index]?.usage.input == answer.usage.input)
        }
    }

    @Test func callsThatDoNotFitTogetherWaitForEachOther() async throws {
        // Room for one and a half of the longest texts.
        let tight = try Self.random.load(EmbeddedLimits(cache: 1))
        let options = CompletionOptions(maxOutput: 60)
        let prompts = (0..<10).map { String(repeating: "abcdefghij".prefix($0 + 1) + " ", count: 5) }
        let answers = try await withThrowingTaskGroup(of: (Int, String).self) { group in
            for (index, prompt) in prompts.enumerated() {
                group.addTask { (index, try await tight.answer(prompt, options).text) }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        for (index, prompt) in prompts.enumerated() {
            #expect(try await Self.random.load().answer(prompt, options).text == answers[index])
        }
    }

    @Test func aStopTextEndsTheAnswerAndIsNotPartOfIt() async throws {
        let whole = try await model.answer("the cat", CompletionOptions(maxOutput: 30)).text
        for length in 1...3 {
            let stop = String(whole.dropFirst(8).prefix(length))
            let expected = try #require(whole.range(of: stop)).lowerBound
            let cut = try await model.answer("the cat", CompletionOptions(maxOutput: 30, stop: ["zzzz", stop]))
            #expect(cut.text == String(whole[..<expected]))
            #expect(cut.finishReason == .stop)
        }
    }

    @Test func theEndTokenEndsTheAnswerAndIsCounted() async throws {
        let plain = try await model.answer("the cat", CompletionOptions(maxOutput: 30))
        let last = try #require(plain.text.utf8.last)
        let place = try #require(plain.text.utf8.firstIndex(of: last))
        let token = try #require(Self.random.tokens.firstIndex { ByteAlphabet.bytes(of: $0) == [last] })
        let ending = try Self.random.changed { $0.set("tokenizer.ggml.eos_token_id", .count(UInt32(token))) }.load()
        let answer = try await ending.answer("the cat", CompletionOptions(maxOutput: 30))
        #expect(answer.text == String(plain.text[..<place]))
        #expect(answer.finishReason == .stop)
        #expect(answer.usage.output == answer.text.utf8.count + 1)
    }

    @Test func theAnswerEndsWhereTheContextDoes() async throws {
        let prompt = String(repeating: "a", count: 120)
        let answer = try await model.answer(prompt, CompletionOptions(maxOutput: 100))
        #expect(answer.finishReason == .length)
        #expect(answer.usage.input + answer.usage.output == 128)
        let full = try await model.answer(prompt + "bcdefgh", CompletionOptions(maxOutput: 100))
        #expect(full.text == "")
        #expect(full.usage.output == 0)
        let error = #expect(throws: BackendError.self) { try model.complete(prompt + "bcdefghi") }
        #expect(error?.code == .tooLarge)
    }

    @Test(arguments: [0, -5])
    func anAnswerOfNoTokensIsEmpty(length: Int) async throws {
        let answer = try await model.answer("abc", CompletionOptions(maxOutput: length, guess: "abc"))
        #expect(answer.text == "" && answer.usage.output == 0 && answer.finishReason == .length)
    }

    @Test func whatTheModelHasNoTokenForIsRefused() {
        let error = #expect(throws: BackendError.self) { try model.complete("ABC") }
        #expect(error?.code == .badRequest)
    }

    @Test func sameSeedSameAnswerAndOthersDiffer() async throws {
        func answer(_ seed: UInt64) async throws -> String {
            try await model.answer("the", CompletionOptions(maxOutput: 20, temperature: 1.2, seed: seed)).text
        }
        #expect(try await answer(1) == answer(1))
        var answers: Set<String> = []
        for seed in 0..<6 as Range<UInt64> { answers.insert(try await answer(seed)) }
        #expect(answers.count > 1)
    }

    @Test func logProbabilitiesOfAllTokensAddUpToOne() async throws {
        let answer = try await model.answer("the", CompletionOptions(maxOutput: 4, topLogprobs: 1000))
        for entry in answer.logprobs {
            // The two tokens that steer have the same empty text.
            let sum = entry.alternatives.values.map { Foundation.exp($0) }.reduce(0, +)
            #expect(sum > 0.9 && sum < 1 + 1e-6)
            #expect(entry.logprob == entry.alternatives.values.max())
        }
        let few = try await model.answer("the", CompletionOptions(maxOutput: 4, topLogprobs: 3))
        #expect(few.logprobs.map(\.logprob) == answer.logprobs.map(\.logprob))
        #expect(few.logprobs.allSatisfy { $0.alternatives.count == 3 })
        let none = try await model.answer("the", CompletionOptions(maxOutput: 4, topLogprobs: -1))
        #expect(none.logprobs.allSatisfy { $0.alternatives.isEmpty })
    }

    @Test func aCancelledCallEndsAndTheOthersGoOn() async throws {
        let stream = try model.complete("the cat", CompletionOptions(maxOutput: 100))
        let reader = Task {
            var count = 0
            for try await _ in stream {
                count += 1
                withUnsafeCurrentTask { $0?.cancel() }
            }
            return count
        }
        await #expect(throws: CancellationError.self) { try await reader.value }
        let answer = try await model.answer("the cat", CompletionOptions(maxOutput: 5))
        #expect(answer.usage.output == 5)
    }

    @Test func anAnswerThatNobodyFetchesKeepsNobodyWaiting() async throws {
        let tight = try Self.random.load(EmbeddedLimits(cache: 1))
        let options = CompletionOptions(maxOutput: 100)
        let unread = try (0..<3).map { _ in try tight.complete("the dog", options) }
        #expect(try await tight.answer("the cat", options).text == model.answer("the cat", options).text)
        for stream in unread {
            #expect(try await ModelResponse(reading: stream).text == model.answer("the dog", options).text)
        }
    }

    @Test func aStreamThatNobodyReadsIsGivenUp() async throws {
        let tight = try Self.random.load(EmbeddedLimits(cache: 1))
        for _ in 0..<5 { _ = try tight.complete("the cat", CompletionOptions(maxOutput: 100)) }
        // There would be no room for this one if any of the others still had its own.
        #expect(try await tight.answer("the cat", CompletionOptions(maxOutput: 5)).usage.output == 5)
    }
}
