/// Numbers, and the number to make of them. Each of them may be used once; none has to be.
public struct CountdownProblem: Sendable, Hashable {
    /// The given numbers, in the order in which they were given.
    public let numbers: [Int]
    /// The number to reach.
    public let target: Int

    init(numbers: [Int], target: Int) {
        self.numbers = numbers
        self.target = target
    }

    /// The numbers at first.
    public var start: CountdownState { CountdownState(numbers) }

    /// Whether the target is among the numbers.
    public func isReached(in state: CountdownState) -> Bool { state.numbers.contains(target) }
}

extension CountdownProblem: CustomStringConvertible {
    /// The problem in the words that ``init(parsing:)`` reads.
    public var description: String { "\(numbers.map(String.init).joined(separator: " ")) -> \(target)" }

    /// A state in one short line, such as `25, 8, 4`.
    public func describe(_ state: CountdownState) -> String {
        state.numbers.map(String.init).joined(separator: ", ")
    }
}
