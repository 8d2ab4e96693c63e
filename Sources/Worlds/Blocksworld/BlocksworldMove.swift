/// What the hand can do in one step.
public enum BlocksworldMove: Sendable, Hashable {
    /// Takes a block from the table.
    case pickUp(Int)
    /// Puts the held block on the table.
    case putDown(Int)
    /// Puts the held block on another one.
    case stack(Int, on: Int)
    /// Takes a block from the one below it.
    case unstack(Int, from: Int)

    /// The block that moves.
    public var block: Int {
        switch self {
        case .pickUp(let block), .putDown(let block), .stack(let block, _), .unstack(let block, _): block
        }
    }
}

extension BlocksworldState {
    /// Every move that is possible here, in the order of the blocks' numbers.
    public var legalMoves: [BlocksworldMove] {
        if let held {
            return [.putDown(held)] + clearBlocks.filter { $0 != held }.map { .stack(held, on: $0) }
        }
        return clearBlocks.map(taking)
    }

    /// The state after `move`, or nil where the move is not possible.
    public func applying(_ move: BlocksworldMove) -> BlocksworldState? {
        guard legalMoves.contains(move) else { return nil }
        var state = self
        switch move {
        case .pickUp(let block), .unstack(let block, _): state.code[block] = Self.hand
        case .putDown(let block): state.code[block] = Self.table
        case .stack(let block, let below): state.code[block] = below
        }
        return state
    }

    private var clearBlocks: [Int] {
        let covered = covered
        return (0..<count).filter { covered & 1 << UInt16($0) == 0 }
    }

    private func taking(_ block: Int) -> BlocksworldMove {
        if case .on(let below) = place(of: block) { .unstack(block, from: below) } else { .pickUp(block) }
    }
}
