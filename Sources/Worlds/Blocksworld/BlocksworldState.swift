/// Where every block is: a value of one word, the same for the same arrangement however it came
/// about. Blocks are numbered from 0; their names belong to the problem.
public struct BlocksworldState: Sendable, Hashable {
    /// The most blocks a state can hold.
    public static let maximumBlocks = 14

    /// Where one block is.
    public enum Place: Sendable, Hashable {
        case table
        case hand
        /// On top of another block.
        case on(Int)
    }

    /// How many blocks there are.
    public let count: Int
    /// For each block the number of the block below it, or `hand`, or `table`.
    var code: Nibbles

    static let hand = 14
    static let table = 15

    /// All of `count` blocks side by side on the table.
    public init(blocksOnTable count: Int) {
        self.init(count: min(max(count, 0), Self.maximumBlocks), code: .blank)
    }

    /// The arrangement in which block `i` is at `places[i]`.
    ///
    /// Nil unless it can be: at most ``maximumBlocks`` blocks, at most one in the hand, at most one
    /// on each other, none above itself and nothing on the one that is held.
    public init?(places: [Place]) {
        guard places.count <= Self.maximumBlocks else { return nil }
        var state = BlocksworldState(blocksOnTable: places.count)
        var taken = Set<Int>()
        for (block, place) in places.enumerated() {
            switch place {
            case .table: continue
            case .hand: state.code[block] = Self.hand
            case .on(let below):
                guard places.indices.contains(below), places[below] != .hand else { return nil }
                state.code[block] = below
            }
            guard taken.insert(state.code[block]).inserted else { return nil }
        }
        guard places.indices.allSatisfy({ !state.isInCircle($0) }) else { return nil }
        self = state
    }

    init(count: Int, code: Nibbles) {
        self.count = count
        self.code = code
    }

    /// Where `block` is.
    public func place(of block: Int) -> Place {
        switch code[block] {
        case Self.table: .table
        case Self.hand: .hand
        case let below: .on(below)
        }
    }

    /// The block in the hand, if there is one.
    public var held: Int? {
        (0..<count).first { code[$0] == Self.hand }
    }

    /// The blocks that have another one on top, as a set of bits.
    var covered: UInt16 {
        var blocks: UInt16 = 0
        for block in 0..<count where code[block] < Self.hand { blocks |= 1 << UInt16(code[block]) }
        return blocks
    }

    /// The block that stands on `block`, if one does.
    public func block(above block: Int) -> Int? {
        (0..<count).first { code[$0] == block }
    }

    private func isInCircle(_ block: Int) -> Bool {
        var current = block
        for _ in 0..<count {
            guard case .on(let below) = place(of: current) else { return false }
            current = below
        }
        return true
    }
}
