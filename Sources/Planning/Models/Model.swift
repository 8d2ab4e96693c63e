/// A model as the catalogue knows it: its name, what it charges and what it can do.
public struct Model: Sendable, Hashable, Codable {
    /// The full name.
    public let id: ModelID
    /// What it charges, over time; nil when that is unknown, which is not the same as nothing.
    public var tariff: Tariff?
    /// Dollars per hour of use, for a model on a machine that is paid by the hour.
    public var hourlyRate: Money?
    /// What a request may ask of it.
    public var capabilities: Capabilities
    /// The same model in each of the places where it is served, with what is charged there; nil where it is in one.
    public var endpoints: [Model]?
    /// How much it is to think before it answers; nil leaves that to its provider.
    public var effort: ReasoningEffort?

    /// Describes a model.
    /// - Parameter price: what it charges, always and for every call; nil when that is unknown.
    public init(
        id: ModelID, price: Price? = nil, hourlyRate: Money? = nil, capabilities: Capabilities = Capabilities(),
        effort: ReasoningEffort? = nil
    ) {
        self.id = id
        self.hourlyRate = hourlyRate
        self.capabilities = capabilities
        self.effort = effort
        self.price = price
    }

    /// The newest price, as usual calls have it. Setting it sets one that holds always and for every call.
    public var price: Price? {
        get { tariff?.row(at: nil)?.price }
        set { tariff = newValue.map { Tariff($0, of: id, source: "as given") } }
    }

    /// The price of a call that used `usage` and was made at `time`; nil when it is unknown.
    public func applied(to usage: Usage, at time: UTCInstant?) -> AppliedPrice? {
        tariff?.row(at: time)?.applied(to: usage, at: time)
    }

    /// What a call costs that took `duration` and used `usage`; nil when the price is unknown.
    /// - Parameter time: when it was made; without it, the newest price counts.
    public func cost(of usage: Usage, duration: Duration, at time: UTCInstant? = nil) -> Money? {
        cost(of: usage, duration: duration, price: applied(to: usage, at: time)?.price)
    }

    /// The most that a call may cost which takes no longer than `duration` and no more tokens than these: at the highest
    /// input price, and in the dearest tier that it may turn out to fall into. Of several endpoints the dearest counts.
    /// Nil when a price is unknown.
    /// - Parameter time: when it is made; without it, the newest price counts.
    public func mostCost(prompt: Int, output: Int, duration: Duration, at time: UTCInstant?) -> Money? {
        var most: Money?
        for place in endpoints ?? [self] {
            let dearest = place.tariff?.dearest(promptTokens: prompt, at: time).map { price in
                Price(
                    input: max(price.input, price.cacheRead, price.cacheWrite, price.cacheWriteHour),
                    output: max(price.output, price.reasoning), request: price.request)
            }
            let usage = Usage(freshInput: prompt, output: output)
            guard let cost = place.cost(of: usage, duration: duration, price: dearest) else { return nil }
            most = max(most ?? cost, cost)
        }
        return most
    }

    /// What a call costs at a price per token, and by the hour.
    func cost(of usage: Usage, duration: Duration, price: Price?) -> Money? {
        let hourly = hourlyRate.flatMap { Money(dollars: $0.dollars * duration.seconds / 3600) }
        guard let tokens = price?.cost(of: usage) else { return hourly }
        return tokens + (hourly ?? .zero)
    }
}
