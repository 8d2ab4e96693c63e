/// Whether what came of an action that was carried out before its verdict still stands.
public enum Confirmation: Sendable, Hashable {
    /// It stands, and its effects are real from now on.
    case stands
    /// What it read or was built on has changed since, for this reason; its effects are gone, and the action
    /// has to be carried out again.
    case stale(reason: String)
}
