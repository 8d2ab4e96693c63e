/// Stored experience that is damaged, or that some other program wrote.
public struct UnreadableExperience: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong with it, as the end of a sentence.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
