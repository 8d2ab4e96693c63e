/// The most that calls may use together; nil is no limit.
public struct ExpenseLimit: Sendable, Hashable {
    /// Dollars.
    public var cost: Money?
    /// Tokens.
    public var tokens: Int?

    /// A limit.
    public init(cost: Money? = nil, tokens: Int? = nil) {
        self.cost = cost
        self.tokens = tokens
    }

    /// Whether nothing is limited.
    public var isNone: Bool { cost == nil && tokens == nil }

    /// What stands in the way of using `more` after `used`; nil if nothing does.
    /// - Parameter scope: whose limit this is.
    public func reached(by used: Expense, and more: Expense, of scope: LimitReached.Scope) -> LimitReached? {
        let sum = used + more
        if let cost, sum.cost > cost {
            return LimitReached(kind: .cost, used: "\(used.cost)", allowed: "\(cost)", scope: scope)
        }
        if let tokens, sum.tokens > tokens {
            return LimitReached(
                kind: .tokens, used: used.tokens.spokenTokens, allowed: tokens.spokenTokens, scope: scope)
        }
        return nil
    }
}

extension Int {
    /// As a number of tokens: `12,300 tokens`.
    public var spokenTokens: String { "\(grouped) token\(self == 1 ? "" : "s")" }

    /// As a number of steps: `1 step`.
    public var spokenSteps: String { "\(grouped) step\(self == 1 ? "" : "s")" }

    /// The number with a comma before each three digits.
    public var grouped: String {
        let digits = Array(String(magnitude))
        let groups = digits.indices.reduce(into: "") { text, index in
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digits[index])
        }
        return self < 0 ? "-" + groups : groups
    }
}
