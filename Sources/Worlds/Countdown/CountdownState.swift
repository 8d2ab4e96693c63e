/// The numbers that are left, in one order however they came about.
public struct CountdownState: Sendable, Hashable {
    /// The most numbers that a task may give.
    public static let mostNumbers = 6
    /// No number may become larger.
    public static let largestNumber = 1_000_000

    /// The numbers, the largest first.
    public let numbers: [Int]

    /// The state of these numbers, which are positive.
    init(_ numbers: [Int]) {
        self.numbers = numbers.sorted(by: >)
    }
}
