/// Makes tokens of text, without anything special in front or behind.
protocol TextEncoder: Sendable {
    /// The tokens of a text; nil if it has something that there is no token for.
    /// - Parameter isBeginning: whether nothing stands before it.
    func tokens(of text: String, isBeginning: Bool) -> [Int]?
}
