/// The prompting styles that a configuration, `--drafter-style` or `--verifier-style` can name.
public enum StyleName: String, Sendable, Hashable, CaseIterable {
    /// One call for the action and nothing else.
    case direct
    /// One call, reasoning first.
    case cot
    /// A thought call, then an action call.
    case react
    /// Two debaters, rounds of updates, a decision.
    case debate
}
