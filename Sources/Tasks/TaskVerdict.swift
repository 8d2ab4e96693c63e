/// What a checked task says about a run: how good its result is, and why.
public struct TaskVerdict: Sendable, Hashable, Codable {
    /// How good a result is.
    public enum Grade: String, Sendable, Hashable, Codable, CaseIterable {
        /// Right, and nothing shorter would have been.
        case optimal
        /// Right.
        case solved
        /// Wrong, or not there at all.
        case wrong
    }

    /// How good it is.
    public let grade: Grade
    /// Why, in one line.
    public let reason: String

    /// A verdict.
    public init(_ grade: Grade, _ reason: String) {
        self.grade = grade
        self.reason = reason
    }

    /// Whether the task was solved.
    public var isRight: Bool { grade != .wrong }
}
