/// How a prompt is to be continued.
public struct CompletionOptions: Sendable, Hashable {
    /// The longest answer, in tokens.
    public var maxOutput: Int
    /// What chances are flattened by; at zero the likeliest token is always taken.
    public var temperature: Double
    /// Only the likeliest tokens that together have this probability are drawn from.
    public var topP: Double
    /// The same seed gives the same answer.
    public var seed: UInt64
    /// Texts that end the answer and are not part of it.
    public var stop: [String]
    /// How many alternatives to report log-probabilities for; nil reports none at all.
    public var topLogprobs: Int?
    /// What somebody expects the answer to be, or to begin with. It is checked in one pass, so the
    /// answer comes sooner as far as it is right; the answer is the same with it and without it.
    public var guess: String?

    /// Options; as they stand, the likeliest answer of at most 256 tokens.
    public init(
        maxOutput: Int = 256, temperature: Double = 0, topP: Double = 1, seed: UInt64 = 0, stop: [String] = [],
        topLogprobs: Int? = nil, guess: String? = nil
    ) {
        self.maxOutput = maxOutput
        self.temperature = temperature
        self.topP = topP
        self.seed = seed
        self.stop = stop
        self.topLogprobs = topLogprobs
        self.guess = guess
    }
}
