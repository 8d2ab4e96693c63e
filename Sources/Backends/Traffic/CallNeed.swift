import Planning

/// What a call takes of its provider's quotas, as far as can be said before it is made.
struct CallNeed: Sendable, Hashable {
    /// The prompt, in tokens.
    var prompt: Int
    /// The longest answer, in tokens.
    var output: Int

    /// Nothing but the call itself.
    static let call = CallNeed(prompt: 0, output: 0)

    init(prompt: Int, output: Int) {
        self.prompt = prompt
        self.output = output
    }

    /// What `request` is likely to take: providers count the longest answer that is asked for.
    init(of request: ModelRequest) {
        self.init(prompt: UsageEstimator().promptTokens(of: request), output: request.maxOutput)
    }

    /// Prompt and answer together.
    var tokens: Int { prompt + output }

    /// What it takes of one kind of quota.
    func amount(of kind: RateLimitReport.Kind) -> Int {
        switch kind {
        case .requests: 1
        case .tokens: tokens
        case .inputTokens: prompt
        case .outputTokens: output
        }
    }

    /// The larger of both, part by part.
    func merged(with other: CallNeed) -> CallNeed {
        CallNeed(prompt: max(prompt, other.prompt), output: max(output, other.output))
    }
}
