/// Two numbers are taken, and what the operation makes of them is put back.
public struct CountdownMove: Sendable, Hashable, CustomStringConvertible {
    /// The number in front of the sign; where the order does not matter, the larger one.
    public let left: Int
    /// What is done.
    public let operation: Operation
    /// The number behind the sign.
    public let right: Int
    /// What comes of it.
    public let result: Int

    /// Nil unless the result is a positive whole number, at most ``CountdownState/largestNumber``.
    public init?(_ left: Int, _ operation: Operation, _ right: Int) {
        guard let result = operation.result(left, right), result <= CountdownState.largestNumber else { return nil }
        let isOrdered = operation == .minus || operation == .over
        self.left = isOrdered ? left : max(left, right)
        self.operation = operation
        self.right = isOrdered ? right : min(left, right)
        self.result = result
    }

    /// The move as people write it, such as `9 + 7 = 16`.
    public var description: String { "\(left) \(operation.rawValue) \(right) = \(result)" }
}

extension CountdownState {
    /// Every move that is possible here, in the order in which engines prefer them: those with larger
    /// numbers first, then in the order of the operations. Equal numbers make equal moves, which are
    /// there once.
    public var legalMoves: [CountdownMove] {
        var moves: [CountdownMove] = []
        for first in numbers.indices where first == 0 || numbers[first] != numbers[first - 1] {
            for second in numbers.indices.dropFirst(first + 1)
            where second == first + 1 || numbers[second] != numbers[second - 1] {
                moves += Operation.allCases.compactMap { CountdownMove(numbers[first], $0, numbers[second]) }
            }
        }
        return moves
    }

    /// The state after `move`, or nil where the numbers it takes are not there.
    public func applying(_ move: CountdownMove) -> CountdownState? {
        var rest = numbers
        for number in [move.left, move.right] {
            guard let place = rest.firstIndex(of: number) else { return nil }
            rest.remove(at: place)
        }
        return CountdownState(rest + [move.result])
    }
}
