import Planning

extension Money {
    /// What OpenRouter charges for a call. With a key of one's own at the upstream provider, that provider's bill
    /// comes on top of it. Nil where it does not say what the call costs.
    /// - Parameters:
    ///   - cost: its own charge.
    ///   - usesOwnKey: whether the key at the upstream provider is one's own.
    ///   - upstream: that provider's bill.
    init?(openRouter cost: JSONValue?, usesOwnKey: JSONValue?, upstream: JSONValue?) {
        guard let cost = cost?.double, cost >= 0, let fee = Money(dollars: cost) else { return nil }
        self = fee
        guard usesOwnKey?.bool == true, let upstream = upstream?.double, upstream >= 0 else { return }
        self += Money(dollars: upstream) ?? .zero
    }
}
