/// Dollars and tokens together: what a call may use at most, or what calls have used.
public struct Expense: Sendable, Hashable, Codable {
    /// Dollars.
    public var cost: Money
    /// Tokens, those of prompts and those that were generated.
    public var tokens: Int

    /// Dollars and tokens.
    public init(cost: Money = .zero, tokens: Int = 0) {
        self.cost = cost
        self.tokens = tokens
    }

    /// Nothing.
    public static let zero = Expense()

    /// Part by part; it stops at the largest amounts instead of overflowing.
    public static func + (left: Expense, right: Expense) -> Expense {
        let (tokens, overflow) = left.tokens.addingReportingOverflow(right.tokens)
        return Expense(cost: left.cost + right.cost, tokens: overflow ? .max : tokens)
    }

    /// Part by part.
    public static func - (left: Expense, right: Expense) -> Expense {
        Expense(cost: left.cost - right.cost, tokens: left.tokens - right.tokens)
    }

    /// Adds `right`.
    public static func += (left: inout Expense, right: Expense) { left = left + right }

    /// Subtracts `right`.
    public static func -= (left: inout Expense, right: Expense) { left = left - right }
}

extension CallAnnouncement {
    /// The most the call may use, as far as that is known beforehand.
    public var most: Expense { Expense(cost: reservation ?? .zero, tokens: tokens ?? 0) }
}

extension CallSettlement {
    /// What the call used, as far as that is known.
    public var used: Expense { Expense(cost: cost ?? .zero, tokens: usage.tokens) }
}
