/// What came back from an action. A tool that fails is an observation too: the agent sees the
/// failure and decides what to do about it.
public struct Observation: Sendable, Hashable, Codable {
    /// What the agents read. Empty where nothing is executed.
    public let text: String
    /// Whether the tool reported a failure.
    public let isError: Bool

    /// An observation of `text`.
    public init(_ text: String, isError: Bool = false) {
        self.text = text
        self.isError = isError
    }

    /// The observation of an action that has nothing to show.
    public static let empty = Observation("")
}
