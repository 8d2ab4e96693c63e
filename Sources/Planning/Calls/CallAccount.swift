/// What a call used and cost by its provider's own books, told after the fact.
public struct CallAccount: Sendable, Hashable {
    /// What it used.
    public let usage: Usage
    /// What it was charged.
    public let charged: Money
    /// The provider's own words, as JSON.
    public let raw: String?

    /// An entry in a provider's books.
    public init(usage: Usage, charged: Money, raw: String? = nil) {
        self.usage = usage
        self.charged = charged
        self.raw = raw
    }
}

extension CallSettlement {
    /// The same end of a call, with what its provider's books say of it.
    func corrected(by account: CallAccount) -> CallSettlement {
        CallSettlement(
            outcome: outcome, usage: account.usage, cost: account.charged, attempts: attempts, error: error,
            rawUsage: account.raw ?? rawUsage, requestID: requestID, response: response, unaided: unaided,
            server: server)
    }
}
