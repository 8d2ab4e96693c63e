/// A strategy that cannot go on.
public enum StrategyError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The strategy ended without a step that finishes the task.
    case noAnswer
    /// Nothing is left to look into.
    case exhausted(String)
    /// The environment does not let actions be tried before they are decided on.
    case untriable(action: String, reason: String)

    public var description: String {
        switch self {
        case .noAnswer: "the strategy ended without an answer; try another strategy, or a larger limit"
        case .exhausted(let what): what
        case .untriable(let action, let reason):
            "“\(action)” cannot be tried before it is decided on (\(reason)); take a strategy that decides step by "
                + "step, such as dsp"
        }
    }
}
