/// When a price is another one, and which.
///
/// A row's rules are gone through in order, and each that holds changes the price that the ones before
/// it left: a rule for batches that halves the price also halves that of long prompts.
public struct PriceRule: Sendable, Hashable, Codable {
    /// Holds for prompts of more tokens than this, and then for the whole request.
    public var promptAbove: Int?
    /// Holds for calls that were served in this tier, by the provider's own word: `batch`, `flex`, `priority`.
    public var service: String?
    /// Holds at this time of day.
    public var hours: DailyHours?
    /// The parts that are charged differently, in nano-dollars per million tokens.
    public var parts: [PricePart: Int64]
    /// What the whole price is multiplied with, in millionths; nil leaves it. Applied after `parts`.
    public var factor: Int64?

    /// A rule; a condition that is nil always holds.
    public init(
        promptAbove: Int? = nil, service: String? = nil, hours: DailyHours? = nil, parts: [PricePart: Int64] = [:],
        factor: Int64? = nil
    ) {
        self.promptAbove = promptAbove
        self.service = service?.lowercased()
        self.hours = hours
        self.parts = parts
        self.factor = factor
    }

    /// Whether it holds for a call that used `usage` and was made at `time`. Without a time, no rule about hours does.
    func holds(for usage: Usage, at time: UTCInstant?) -> Bool {
        if let promptAbove, usage.input <= promptAbove { return false }
        if let service, usage.serviceTier != service { return false }
        if let hours, time.map(hours.contains) != true { return false }
        return true
    }

    /// What it makes of a price. A product that is no whole number of nano-dollars is rounded half up.
    func changed(_ price: Price) -> Price {
        var price = price
        for (part, value) in parts { price[part] = value }
        guard let factor else { return price }
        for part in PricePart.allCases {
            let product = Int128(price[part]) * Int128(factor)
            price[part] = Int64(clamping: (product + 500_000) / 1_000_000)
        }
        return price
    }

    /// The same rule, saying also of parts that it does not name that they follow what they are charged like, where
    /// they do in `base`: a dearer prompt without a price for caches is dearer from a cache too.
    func completed(above base: Price) -> PriceRule {
        var rule = self
        for part in PricePart.allCases where rule.parts[part] == nil {
            guard let kind = part.kind, base[part] == base[kind] else { continue }
            rule.parts[part] = rule.parts[kind]
        }
        return rule
    }

    /// When it holds, in words.
    public var condition: String {
        let parts = [
            promptAbove.map { "prompt above \($0) tokens" }, service.map { "service \($0)" }, hours.map { "\($0) UTC" },
        ].compactMap(\.self)
        return parts.isEmpty ? "always" : parts.joined(separator: ", ")
    }
}
