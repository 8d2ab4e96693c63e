public import Planning

/// A line of a table of spend.
public struct SpendRow: Sendable, Hashable {
    /// What the calls of this line have in common, one text for each grouping asked for.
    public let keys: [String]
    /// How many calls.
    public let calls: Int
    /// What they cost.
    public let spend: Spend
    /// The part of it that was spent on calls whose result did not stand.
    public let wasted: Money
    /// Prompt tokens.
    public let inputTokens: Int
    /// Generated tokens.
    public let outputTokens: Int
}
