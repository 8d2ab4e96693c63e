/// Why no snapshot of a folder can be made, or its changes cannot be brought back.
public struct WorkspaceError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What happened, and what to try.
    public let description: String

    /// Whether the next attempt would come to the same.
    let isLasting: Bool

    init(_ description: String, isLasting: Bool = false) {
        self.description = description
        self.isLasting = isLasting
    }
}
