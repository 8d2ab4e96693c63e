import EmbeddedEngine
import Foundation
import Planning

/// One round of figures of a model, in one go, so that another engine can be measured in between.
struct EngineRound: Codable {
    /// From opening the file to the first token of an answer, in milliseconds.
    var load = 0.0
    /// Prompt tokens a second, of a prompt that shares nothing with earlier ones.
    var prefill = 0.0
    /// Tokens a second of one answer.
    var decode = 0.0
    /// From asking to the first token where all of the prompt was computed before, in microseconds.
    var firstToken = 0.0
    /// The same, in decode steps.
    var firstTokenSteps = 0.0
    /// Time for eight answers one after the other, by the time for the same at once.
    var eightAtOnce = 0.0
    /// Time for an answer whose text was guessed, by the time for it without a guess.
    var guessed = 0.0
    /// Of a reward model: microseconds for a candidate where eight that begin alike are scored together.
    var scoring: Double?
    /// The same where each is scored alone, one after the other.
    var scoringAlone: Double?

    /// Measures a model's file.
    init(_ file: URL, seed: UInt64) async throws {
        let start = ContinuousClock.now
        let model = try EmbeddedModel(file: file)
        _ = try await Self.time(model, "a", tokens: 1)
        load = (ContinuousClock.now - start).seconds * 1e3

        var random = SeededGenerator(seed: seed)
        // As long as leaves room for an answer of as many tokens.
        let (size, answer) = (model.contextLength / 2 - 2, model.contextLength / 2)
        var (prefills, decodes, firsts) = ([Double](), [Double](), [Double]())
        for _ in 0..<20 {
            let prompt = Self.prompt(size, &random)
            let rates = try await Self.rates(model, prompt, answer: answer)
            prefills.append(rates.prompt)
            if let decode = rates.answer { decodes.append(decode) }
            for _ in 0..<5 { firsts.append(try await Self.time(model, prompt, tokens: 1).first) }
        }
        prefill = Self.median(prefills)
        decode = Self.median(decodes)
        firstToken = Self.median(firsts) * 1e6
        firstTokenSteps = Self.median(firsts) * decode
        eightAtOnce = try await Self.together(8, model, size, answer, &random)
        guessed = try await Self.guess(model, size, answer, &random)
        if model.isReward { (scoring, scoringAlone) = try await Self.score(model, &random) }
    }

    /// Tokens a second of a prompt that shares nothing with earlier ones, and of its answer; nil where that has no
    /// second token.
    static func rates(
        _ model: EmbeddedModel, _ prompt: String, answer: Int
    ) async throws -> (prompt: Double, answer: Double?) {
        let tokens = try model.tokenCount(of: prompt)
        let first = try await time(model, prompt, tokens: 1).first
        let whole = try await time(model, prompt, tokens: answer)
        let decode = whole.count > 1 ? Double(whole.count - 1) / (whole.whole - whole.first) : nil
        return (Double(tokens) / first, decode)
    }

    /// A prompt of letters.
    static func prompt(_ size: Int, _ random: inout SeededGenerator) -> String {
        String(decoding: (0..<size).map { _ in UInt8.random(in: 97...122, using: &random) }, as: UTF8.self)
    }

    /// Seconds to the first token and for all, and the number of tokens.
    private static func time(
        _ model: EmbeddedModel, _ prompt: String, tokens: Int, guess: String? = nil
    ) async throws -> (first: Double, whole: Double, count: Int, text: String) {
        let start = ContinuousClock.now
        var first: Double?
        var count = 0
        var text = ""
        // The log-probability is told with the token; its text may wait for the rest of a character.
        let options = CompletionOptions(maxOutput: tokens, topLogprobs: 0, guess: guess)
        for try await event in try model.complete(prompt, options) {
            switch event {
            case .logprobs(let more):
                first = first ?? (ContinuousClock.now - start).seconds
                count += more.count
            case .text(let piece): text += piece
            default: break
            }
        }
        let whole = (ContinuousClock.now - start).seconds
        return (first ?? whole, whole, count, text)
    }

    /// How much sooner several answers are there at once, to prompts that were computed before.
    private static func together(
        _ number: Int, _ model: EmbeddedModel, _ size: Int, _ answer: Int, _ random: inout SeededGenerator
    ) async throws -> Double {
        var ratios: [Double] = []
        for _ in 0..<10 {
            let prompts = (0..<number).map { _ in prompt(size, &random) }
            for prompt in prompts { _ = try await time(model, prompt, tokens: 1) }
            let start = ContinuousClock.now
            for prompt in prompts { _ = try await time(model, prompt, tokens: answer) }
            let alone = ContinuousClock.now - start
            let again = ContinuousClock.now
            try await withThrowingTaskGroup(of: Void.self) { group in
                for prompt in prompts {
                    group.addTask { _ = try await time(model, prompt, tokens: answer) }
                }
                try await group.waitForAll()
            }
            ratios.append(alone / (ContinuousClock.now - again))
        }
        return median(ratios)
    }

    /// How much of an answer's time is left if somebody guessed it.
    private static func guess(
        _ model: EmbeddedModel, _ size: Int, _ answer: Int, _ random: inout SeededGenerator
    ) async throws -> Double {
        var ratios: [Double] = []
        for _ in 0..<20 {
            let prompt = prompt(size, &random)
            _ = try await time(model, prompt, tokens: 1)
            let plain = try await time(model, prompt, tokens: answer)
            let guessed = try await time(model, prompt, tokens: answer, guess: plain.text)
            guard guessed.text == plain.text else { throw BenchmarkError("a guess changed an answer") }
            ratios.append(guessed.whole / plain.whole)
        }
        return median(ratios)
    }

    /// Time for a candidate, of eight together and one after the other. A model that computed the texts before would
    /// find them in its cache, so that each is a new one.
    private static func score(
        _ model: EmbeddedModel, _ random: inout SeededGenerator
    ) async throws -> (together: Double, alone: Double) {
        func texts() -> [String] {
            let shared = prompt(30, &random)
            return (0..<8).map { _ in "\(shared)=\(prompt(4, &random))?" }
        }
        var (together, alone) = ([Double](), [Double]())
        for _ in 0..<50 {
            let (first, second) = (texts(), texts())
            let start = ContinuousClock.now
            _ = try await model.scores(of: first)
            together.append((ContinuousClock.now - start).seconds / 8 * 1e6)
            let again = ContinuousClock.now
            for text in second { _ = try await model.score(text) }
            alone.append((ContinuousClock.now - again).seconds / 8 * 1e6)
        }
        return (median(together), median(alone))
    }

    private static func median(_ values: [Double]) -> Double { Spread(values)?.median ?? 0 }
}
