/// A text that describes no problem of numbers: what is wrong, with the words that are to blame, and
/// what to write instead.
public struct CountdownError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kinds of mistakes.
    public enum Code: String, Sendable, Hashable, Codable, CaseIterable {
        /// Nothing separates the numbers from the target.
        case missingArrow = "missing-arrow"
        /// More than one arrow.
        case severalArrows = "several-arrows"
        /// No number stands before the arrow, or none after it.
        case nothingSaid = "nothing-said"
        /// A word that is no whole number.
        case unreadable
        /// A number that is not positive, or too large.
        case outOfRange = "out-of-range"
        /// More numbers than a state can hold.
        case tooManyNumbers = "too-many-numbers"
        /// More than one number to reach.
        case severalTargets = "several-targets"
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
