import Planning

/// An answer that is being written, token by token, and what there is to tell about it.
struct Completion: Sendable {
    private let options: CompletionOptions
    private let vocabulary: Vocabulary
    private let promptCount: Int
    private let room: Int
    private var sampler: Sampler
    private var assembler: TextAssembler
    private var output = 0
    private var reused: Int?
    /// What is to be told and has not been yet.
    private var events: [ModelEvent] = []

    /// Whether there is something to tell.
    var hasEvents: Bool { !events.isEmpty }

    /// - Parameter room: tokens that fit behind the prompt.
    init(_ options: CompletionOptions, vocabulary: Vocabulary, promptCount: Int, room: Int) {
        self.options = options
        self.vocabulary = vocabulary
        self.promptCount = promptCount
        self.room = min(room, options.maxOutput)
        sampler = Sampler(temperature: options.temperature, topP: options.topP, seed: options.seed)
        assembler = TextAssembler(stops: options.stop)
    }

    /// Tells how much of the prompt was known already, once.
    /// - Returns: whether there is room for an answer.
    mutating func begin(reused: Int) -> Bool {
        guard self.reused == nil else { return true }
        self.reused = reused
        guard room > 0 else {
            finish(.length)
            return false
        }
        events.append(.usage(usage, raw: nil))
        return true
    }

    /// Chooses the next token.
    /// - Returns: the token, and whether the answer goes on behind it; nil if the logits are no numbers.
    mutating func extend(by logits: Logits) -> (token: Int, goesOn: Bool)? {
        guard let token = sampler.next(logits) else { return nil }
        output += 1
        if let count = options.topLogprobs { events.append(.logprobs([logprob(of: token, in: logits, top: count)])) }
        guard !vocabulary.isEnding(token) else {
            finish(.stop)
            return (token, false)
        }
        let (text, isStopped) = assembler.take(vocabulary.bytes(of: token))
        if !text.isEmpty { events.append(.text(text)) }
        if isStopped { finish(.stop) } else if output == room { finish(.length) }
        return (token, !isStopped && output < room)
    }

    /// Hands over what is to be told.
    mutating func takeEvents() -> [ModelEvent] {
        defer { events.removeAll() }
        return events
    }

    private mutating func finish(_ reason: FinishReason) {
        let rest = assembler.finish()
        if !rest.isEmpty { events.append(.text(rest)) }
        events.append(.usage(usage, raw: nil))
        events.append(.finished(reason))
    }

    private var usage: Usage {
        Usage(freshInput: promptCount - (reused ?? 0), cacheRead: reused ?? 0, output: output)
    }

    private func logprob(of token: Int, in logits: Logits, top count: Int) -> TokenLogprob {
        let logarithm = logits.logarithmOfSum
        let alternatives = logits.top(count).map { (text(of: $0), logits[$0] - logarithm) }
        return TokenLogprob(
            token: text(of: token), logprob: logits[token] - logarithm,
            // Pieces of different characters may look alike; the likeliest stands for them.
            alternatives: Dictionary(alternatives, uniquingKeysWith: { first, _ in first }))
    }

    private func text(of token: Int) -> String { String(decoding: vocabulary.bytes(of: token), as: UTF8.self) }
}
