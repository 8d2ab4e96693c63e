/// What one forward pass computes: tokens of one or several sequences, side by side.
struct Pass {
    /// One token.
    struct Row {
        let token: Int
        let position: Int
        /// Where the blocks of its sequence begin in ``Pass/blocks``.
        let table: Int
    }

    /// The tokens; those of one sequence in order.
    private(set) var rows: [Row] = []
    /// Memory of keys and values, sequence by sequence.
    private(set) var blocks: [UnsafeMutablePointer<Float>] = []
    /// Rows whose logits are wanted, in order.
    private(set) var wanted: [Int] = []

    /// Empties it, keeping its memory.
    mutating func clear() {
        rows.removeAll(keepingCapacity: true)
        blocks.removeAll(keepingCapacity: true)
        wanted.removeAll(keepingCapacity: true)
    }

    /// Adds the tokens of a sequence that stand from `position` on.
    /// - Parameters:
    ///   - memory: the sequence's blocks, enough for the new tokens too.
    ///   - last: how many of the last tokens' logits are wanted.
    mutating func add(
        _ tokens: some Collection<Int>, at position: Int, in memory: some Sequence<KeyValueBlock>, wanting last: Int
    ) {
        let (table, first) = (blocks.count, rows.count)
        for block in memory { blocks.append(block.floats) }
        for (index, token) in tokens.enumerated() {
            rows.append(Row(token: token, position: position + index, table: table))
        }
        wanted.append(contentsOf: first + tokens.count - last..<first + tokens.count)
    }
}
