/// An attempt that came to nothing for a reason that says nothing about the action, and may be gone by the time the step
/// is certain: a server did not answer, say.
public struct FailedAttempt: Error, Sendable, Hashable, CustomStringConvertible {
    /// What it would be if the step were certain.
    public let observation: Observation

    /// An attempt that would otherwise have led to `observation`.
    public init(_ observation: Observation) {
        self.observation = observation
    }

    public var description: String { observation.text }
}
