public import Foundation
public import Planning

/// A small language model that runs in this process: a Llama-architecture GGUF file with f32, f16 or
/// q8_0 weights.
///
///     let model = try EmbeddedModel(file: URL(fileURLWithPath: "blocksworld-drafter.gguf"))
///     for try await event in try model.complete("a on b, b on table\n") {
///         if case .text(let piece) = event { print(piece, terminator: "") }
///     }
///
/// Calls at the same time share forward passes, and a text that begins like an earlier one is computed
/// from where that one ends. An answer does not depend on what else is computed beside it.
///
/// The file is read when the model is made, and not needed afterwards.
public final class EmbeddedModel: Sendable {
    /// The model's name: what its file says, or the file's own name.
    public let name: String
    /// Weights of the model.
    public let parameterCount: Int
    /// The longest prompt and answer together, in tokens.
    public let contextLength: Int
    /// Whether the model can ``score(_:)``.
    public var isReward: Bool { network.head != nil }
    /// What the arithmetic is compiled for: `AVX-512`, `AVX2` or `plain`.
    public var arithmetic: String { network.kernels.name }

    private let network: Network
    private let vocabulary: Vocabulary
    private let limits: EmbeddedLimits
    private let runner: PassRunner

    /// Loads a model.
    /// - Throws: ``EmbeddedModelError``.
    public convenience init(file: URL, limits: EmbeddedLimits = EmbeddedLimits()) throws {
        try self.init(GGUFFile(at: file), limits: limits)
    }

    /// Loads a model from a checked file.
    init(_ file: GGUFFile, limits: EmbeddedLimits = EmbeddedLimits(), kernels: any KernelSet.Type = Processor.best)
        throws
    {
        do {
            let architecture = try Architecture(file)
            vocabulary = try Vocabulary(file)
            name = try file.text(ifPresent: "general.name") ?? file.name
            contextLength = min(architecture.contextLength, max(limits.contextLength ?? .max, 1))
            let needed = Workspace.size(
                architecture, vocabularySize: vocabulary.count, contextLength: contextLength, threads: limits.threads)
            guard needed <= limits.allowedMemory else {
                throw EmbeddedModelError(
                    .tooLarge, "the model \(file.name) needs \(needed >> 20) MB to work in",
                    suggestion: "limit its context length, or use a smaller model")
            }
            network = try Network(
                file, architecture, vocabularySize: vocabulary.count, kernels: kernels,
                memory: limits.allowedMemory - needed)
            parameterCount = network.weightCount
        } catch let fault as GGUFFault {
            throw EmbeddedModelError(fault, in: file.name)
        }
        self.limits = limits
        runner = Self.runner(network, contextLength, limits)
    }

    /// The same weights once more, with calls and a cache of their own: calls of one do not wait for
    /// calls of the other. It takes the working memory and the cache again, and the weights only once.
    public init(sharing model: EmbeddedModel) {
        name = model.name
        parameterCount = model.parameterCount
        contextLength = model.contextLength
        network = model.network
        vocabulary = model.vocabulary
        limits = model.limits
        runner = Self.runner(network, contextLength, limits)
    }

    private static func runner(_ network: Network, _ contextLength: Int, _ limits: EmbeddedLimits) -> PassRunner {
        PassRunner(network, contextLength: contextLength, threads: max(limits.threads, 1), cacheSize: limits.cache)
    }

    /// Continues a prompt.
    ///
    /// The events are, in this order and repeatedly where it makes sense: accepted, usage (as soon as
    /// the prompt is computed), log-probabilities, text, usage, what a guess has spared, finished. Log-probabilities are those
    /// of the model itself, whatever the temperature. Every sampled token counts as output, also the
    /// one that ends the answer. Dropping the stream, or cancelling the task that reads it, ends the call.
    /// - Throws: `BackendError` if the prompt is too long or has a character that the model has no token for.
    public func complete(_ prompt: String, _ options: CompletionOptions = CompletionOptions()) throws
        -> ModelEventStream
    {
        let tokens = try self.tokens(ofPrompt: prompt)
        let room = contextLength - tokens.count
        let guess = options.guess.flatMap(vocabulary.continuation) ?? []
        let allowed = max(min(options.maxOutput, room), 0)
        let progress = CallProgress(
            completing: tokens, guess: Array(guess.prefix(max(allowed - 1, 0))),
            Completion(options, vocabulary: vocabulary, promptCount: tokens.count, room: room))
        return ModelEventStream(
            CompletionEvents(call: submit(progress, allowed)))
    }

    /// What the model says a text is worth: the larger, the better. For a model that says good or bad
    /// by a token each, `1 / (1 + exp(−value))` is the probability of good.
    /// - Throws: `BackendError`, also if the model has no head for it; `CancellationError`.
    public func score(_ text: String) async throws -> Score {
        try await scores(of: [text])[0]
    }

    /// What the model says each text is worth, as ``score(_:)`` would say it of each alone. Their common beginning
    /// is computed once, and the rest of them side by side.
    /// - Throws: `BackendError`, also if the model has no head for it; `CancellationError`.
    public func scores(of texts: [String]) async throws -> [Score] {
        guard isReward else {
            throw BackendError(
                .badRequest, "the model \(name) cannot score texts",
                suggestion: "use a reward model, whose file names outrider.reward.tokens")
        }
        let prompts = try texts.map(tokens(ofPrompt:))
        // What the first text would have found in the cache by itself.
        var reused: Int?
        if prompts.count > 1 {
            let shared = prompts.dropFirst().reduce(prompts[0][...]) { shared, prompt in
                shared.prefix(zip(shared, prompt).prefix { $0 == $1 }.count)
            }
            // Side by side, texts cannot learn from each other what their beginning's keys are.
            if !shared.isEmpty {
                reused = try await submit(CallProgress(evaluating: [], after: Array(shared)), 0).next().reused
            }
        }
        let calls = prompts.map { submit(CallProgress(scoring: $0), 0) }
        var scores: [Score] = []
        for (prompt, call) in zip(prompts, calls) {
            let output = try await call.next()
            let cached = scores.isEmpty ? reused ?? output.reused : output.reused
            scores.append(
                Score(value: output.value ?? 0, usage: Usage(freshInput: prompt.count - cached, cacheRead: cached)))
        }
        return scores
    }

    /// Says which of some texts the model would rather continue a prompt with.
    ///
    /// Where one choice is the beginning of another, let both end with what ends them in the training
    /// texts, such as a line break: otherwise the shorter one is always the likelier.
    /// - Throws: `BackendError`, also if there is no choice or an empty one; `CancellationError`.
    public func choose(among choices: [String], after prompt: String) async throws -> Choice {
        let start = try tokens(ofPrompt: prompt)
        let tokens = try choices.map { choice in
            guard let tokens = vocabulary.continuation(choice), !tokens.isEmpty else { throw unreadable(choice) }
            try check(start.count + tokens.count)
            return tokens
        }
        guard !tokens.isEmpty else { throw BackendError(.badRequest, "there is nothing to choose from") }
        return try await ChoiceWalk(runner: runner, prompt: start, choices: tokens).run()
    }

    /// How many tokens a prompt has.
    /// - Throws: `BackendError` if the prompt is too long or has a character that the model has no token for.
    public func tokenCount(of prompt: String) throws -> Int { try tokens(ofPrompt: prompt).count }

    /// Takes a call on whose text may become `more` tokens longer than it is.
    func submit(_ progress: CallProgress, _ more: Int) -> CallHandle {
        runner.submit(progress, longest: progress.known.count + more)
    }

    /// A prompt's tokens, if they can be computed.
    func tokens(ofPrompt prompt: String) throws -> [Int] {
        // No vocabulary has a token of more bytes on average than this.
        guard prompt.utf8.count <= contextLength * 64 else { throw tooLong(prompt.utf8.count, "bytes") }
        guard let tokens = vocabulary.prompt(prompt), !tokens.isEmpty else { throw unreadable(prompt) }
        try check(tokens.count)
        return tokens
    }

    private func check(_ count: Int) throws {
        guard count <= contextLength else { throw tooLong(count, "tokens") }
    }

    private func tooLong(_ count: Int, _ unit: String) -> BackendError {
        BackendError(
            .tooLarge, "the prompt has \(count) \(unit), and the model \(name) reads \(contextLength) tokens",
            suggestion: "shorten the prompt, or use a model with a longer context")
    }

    private func unreadable(_ text: String) -> BackendError {
        BackendError(
            .badRequest,
            text.isEmpty
                ? "there is no text for the model \(name)"
                : "the text has a character that the model \(name) has no token for",
            suggestion: text.isEmpty ? "give it a prompt" : "leave out what the model was not trained on")
    }
}
