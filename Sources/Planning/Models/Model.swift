/// A model as the catalogue knows it: its name, what it charges and what it can do.
public struct Model: Sendable, Hashable, Codable {
    /// The full name.
    public let id: ModelID
    /// What it charges; nil when that is unknown, which is not the same as nothing.
    public var price: Price?
    /// Dollars per hour of use, for a model on a machine that is paid by the hour.
    public var hourlyRate: Money?
    /// What a request may ask of it.
    public var capabilities: Capabilities
    /// How much it is to think before it answers; nil leaves that to its provider.
    public var effort: ReasoningEffort?

    /// Describes a model.
    public init(
        id: ModelID, price: Price? = nil, hourlyRate: Money? = nil, capabilities: Capabilities = Capabilities(),
        effort: ReasoningEffort? = nil
    ) {
        self.id = id
        self.price = price
        self.hourlyRate = hourlyRate
        self.capabilities = capabilities
        self.effort = effort
    }

    /// What a call costs that took `duration` and used `usage`; nil when the price is unknown.
    public func cost(of usage: Usage, duration: Duration) -> Money? {
        let hourly = hourlyRate.flatMap { Money(dollars: $0.dollars * duration.seconds / 3600) }
        guard let tokens = price?.cost(of: usage) else { return hourly }
        return tokens + (hourly ?? .zero)
    }
}
