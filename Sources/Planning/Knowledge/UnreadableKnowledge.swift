/// Stored knowledge that is damaged, or that some other program wrote.
public struct UnreadableKnowledge: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong with it.
    public let description: String

    /// Says what is wrong.
    public init(_ description: String) {
        self.description = description
    }
}
