/// A text that describes no problem of blocks: what is wrong, with the words that are to blame, and
/// what to write instead.
public struct BlocksworldError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kinds of mistakes.
    public enum Code: String, Sendable, Hashable, Codable, CaseIterable {
        /// Nothing separates the start from the goal.
        case missingArrow = "missing-arrow"
        /// More than one arrow.
        case severalArrows = "several-arrows"
        /// Nothing stands before the arrow, or after it.
        case nothingSaid = "nothing-said"
        /// A phrase that is not of the form “a on b”.
        case unreadable
        /// A block stands on two things.
        case twoPlaces = "two-places"
        /// Two blocks stand on one block.
        case sharedSupport = "shared-support"
        /// Blocks stand on each other in a circle.
        case circle
        /// The goal names a block that the start does not have.
        case unknownBlock = "unknown-block"
        /// More blocks than a state can hold.
        case tooManyBlocks = "too-many-blocks"
    }

    /// The kind of mistake.
    public let code: Code
    /// What is wrong, and what to write instead.
    public let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
