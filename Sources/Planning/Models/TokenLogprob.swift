/// The log-probability of one generated token, and of the alternatives that were asked for.
public struct TokenLogprob: Sendable, Hashable, Codable {
    /// The token's text.
    public let token: String
    /// Natural logarithm of its probability.
    public let logprob: Double
    /// The most likely tokens at this place, by text.
    public let alternatives: [String: Double]

    /// A token and its log-probability.
    public init(token: String, logprob: Double, alternatives: [String: Double] = [:]) {
        self.token = token
        self.logprob = logprob
        self.alternatives = alternatives
    }
}
