public import Planning

/// What can tell calls apart in a table of spend.
public enum SpendGrouping: String, Sendable, Hashable, CaseIterable {
    /// The day in UTC on which the call was started.
    case day
    /// The model's full name.
    case model
    /// The agent definition's name.
    case agent
    /// `drafter` or `verifier`.
    case role
    /// `finished`, `failed`, `cancelled`, or `open` for a call that was never settled.
    case outcome
    /// What became of the result: `useful`, or why it was spent in vain; `open` while that is not known.
    case standing
}

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
