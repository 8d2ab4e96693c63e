/// Where blocks have to be in the end. Blocks it says nothing about may be anywhere, but not in the
/// hand: a goal holds only once the hand is empty.
public struct BlocksworldGoal: Sendable, Hashable {
    /// For each block the number of the block to be below it, or the table, or `anywhere`.
    private let below: Nibbles
    /// For each block the number of the block to be on top of it, or `nobody`.
    private let above: Nibbles

    private static let anywhere = BlocksworldState.hand
    static let nobody = 15

    /// A goal that wants the given blocks at the given places.
    ///
    /// Nil unless some state of `count` blocks satisfies it.
    public init?(count: Int, places: [Int: BlocksworldState.Place]) {
        // What the goal leaves open can always stand on the table.
        let witness = (0..<count).map { places[$0] ?? .table }
        guard places.keys.allSatisfy((0..<count).contains), !witness.contains(.hand),
            let state = BlocksworldState(places: witness)
        else { return nil }
        var below = Nibbles.blank
        var above = Nibbles.blank
        for block in 0..<count {
            below[block] = places[block] == nil ? Self.anywhere : state.code[block]
            if case .on(let support) = places[block] { above[support] = block }
        }
        self.below = below
        self.above = above
    }

    /// Where `block` has to be; nil where it does not matter.
    public func place(of block: Int) -> BlocksworldState.Place? {
        switch below[block] {
        case Self.anywhere: nil
        case BlocksworldState.table: .table
        case let support: .on(support)
        }
    }

    /// Whether everything is where it has to be, and the hand is empty.
    public func holds(in state: BlocksworldState) -> Bool {
        (0..<state.count).allSatisfy { block in
            let place = state.place(of: block)
            return place != .hand && (self.place(of: block) ?? place) == place
        }
    }

    /// Whether `block` cannot stay on `support`, a block or the table: it belongs elsewhere, or
    /// another block belongs there.
    func isWrong(_ block: Int, on support: Int) -> Bool {
        let belongsElsewhere = below[block] != Self.anywhere && below[block] != support
        guard support != BlocksworldState.table, above[support] != Self.nobody else { return belongsElsewhere }
        return belongsElsewhere || above[support] != block
    }

    /// The steps that any plan needs from `state`, or fewer; zero exactly where the goal holds.
    ///
    /// A block that is not where it belongs is taken once and put once, and what is in the hand is
    /// put. No step lowers this by more than one. It looks at each block alone and is deliberately
    /// no sharper: the search it guides plays the part of a verifier that is worth not waiting for.
    func bound(from state: BlocksworldState) -> Int {
        var steps = 0
        for block in 0..<state.count {
            let support = state.code[block]
            if support == BlocksworldState.hand {
                steps += 1
            } else if below[block] != Self.anywhere, below[block] != support {
                steps += 2
            }
        }
        return steps
    }
}
