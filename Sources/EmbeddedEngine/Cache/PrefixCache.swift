/// Keeps the keys and values of what was computed, so that a text which begins like an earlier one
/// begins where that one ends: the next call of a conversation, and the branch of a speculation.
///
/// Full blocks are never changed and are shared by all who need them. A text that parts from another
/// in the middle of a block gets a copy of the block. Memory is bounded: what was not needed for
/// longest goes first, and a text is let in only if there will be room for the whole of it.
final class PrefixCache {
    /// Blocks that there may be.
    let capacity: Int
    private let floatsPerBlock: Int
    private let root: CacheNode
    private var nodes: [CacheNode] = []
    private var free: [KeyValueBlock] = []
    private var made = 0
    private var reserved = 0
    private var openings = 0

    /// A cache of `capacity` blocks.
    init(capacity: Int, floatsPerBlock: Int) {
        self.capacity = capacity
        self.floatsPerBlock = floatsPerBlock
        root = CacheNode(block: KeyValueBlock(floats: 0))
    }

    /// Begins a text with as much as is known of it, except its last token, which is computed anew
    /// because somebody wants to know what follows.
    /// - Parameter length: how long the text may become, in tokens.
    /// - Returns: nil as long as there is no room.
    func open(_ text: [Int], length: Int) -> CachedSequence? {
        // One block more, because a block that is parted from exists twice.
        let need = length.rounded(upTo: KeyValueBlock.positions) / KeyValueBlock.positions + 1
        guard reserved + need <= capacity else { return nil }
        reserved += need
        openings += 1
        let sequence = CachedSequence(reserved: need)
        var node = root
        while let (child, shared) = node.closest(to: text[sequence.length..<text.count - 1]) {
            if shared == KeyValueBlock.positions {
                use(child, in: sequence)
                node = child
                continue
            }
            if shared == child.tokens.count, !child.isGrowing {
                child.isGrowing = true
                use(child, in: sequence)
            } else {
                // Pinned, so that making room does not take it away before it is copied.
                child.users += 1
                child.lastUsed = openings
                let block = takeBlock()
                block.copy(child.block)
                child.users -= 1
                grow(sequence, in: block, with: Array(child.tokens[..<shared]))
            }
            break
        }
        sequence.reused = sequence.length
        return sequence
    }

    /// Makes sure that there are blocks for the first `length` tokens.
    func provide(_ sequence: CachedSequence, length: Int) {
        while sequence.blocks.count * KeyValueBlock.positions < length { sequence.blocks.append(takeBlock()) }
    }

    /// Notes that the keys and values of the next tokens stand in the sequence's blocks.
    func commit(_ tokens: some Collection<Int>, to sequence: CachedSequence) {
        for token in tokens {
            if let last = sequence.nodes.last, !last.isFull {
                last.append(token)
                sequence.length += 1
            } else {
                grow(sequence, in: nil, with: [token])
            }
            if let last = sequence.nodes.last, last.isFull { settle(last, of: sequence) }
        }
    }

    /// Ends a text. What is known of it is kept for others.
    func close(_ sequence: CachedSequence) {
        reserved -= sequence.reserved
        for node in sequence.nodes { node.users -= 1 }
        free += sequence.blocks[sequence.nodes.count...]
        // New memory takes as long as a token; better now than when the next text is waited for.
        if free.isEmpty, made < capacity { free.append(makeBlock()) }
        guard let last = sequence.nodes.last, last.isGrowing else { return }
        last.isGrowing = false
        if last.superior != nil { drop(last) }
    }

    /// A block that has become full is exchanged for the one that holds the same, if there is one.
    private func settle(_ node: CacheNode, of sequence: CachedSequence) {
        node.isGrowing = false
        guard let same = node.superior else { return }
        drop(node)
        sequence.nodes.removeLast()
        sequence.length -= same.tokens.count
        sequence.blocks.remove(at: sequence.nodes.count)
        let later = sequence.blocks[sequence.nodes.count...]
        sequence.blocks.removeSubrange(sequence.nodes.count...)
        use(same, in: sequence)
        sequence.blocks += later
    }

    /// Takes a node without children out of the tree.
    private func drop(_ node: CacheNode) {
        detach(node)
        // It is nearly always among the last.
        if let index = nodes.lastIndex(where: { $0 === node }) { nodes.remove(at: index) }
    }

    private func detach(_ node: CacheNode) {
        node.parent?.abandon(node)
        free.append(node.block)
    }

    private func use(_ node: CacheNode, in sequence: CachedSequence) {
        node.users += 1
        node.lastUsed = openings
        sequence.nodes.append(node)
        sequence.blocks.append(node.block)
        sequence.length += node.tokens.count
    }

    /// Begins a sequence's next node, in the block given or in the next one that it has.
    private func grow(_ sequence: CachedSequence, in block: KeyValueBlock?, with tokens: [Int]) {
        let index = sequence.nodes.count
        if let block { sequence.blocks.insert(block, at: index) }
        let node = CacheNode(tokens: tokens, block: sequence.blocks[index])
        node.users = 1
        node.isGrowing = true
        node.lastUsed = openings
        (sequence.nodes.last ?? root).adopt(node)
        nodes.append(node)
        sequence.nodes.append(node)
        sequence.length += tokens.count
    }

    private func takeBlock() -> KeyValueBlock {
        if free.isEmpty, made >= capacity { makeRoom() }
        return free.popLast() ?? makeBlock()
    }

    private func makeBlock() -> KeyValueBlock {
        made += 1
        return KeyValueBlock(floats: floatsPerBlock)
    }

    /// Drops the eighth of the nodes that nobody has needed for longest. Reservations see to it that
    /// there is at least one.
    private func makeRoom() {
        let goal = max(1, capacity / 8)
        // An ancestor was needed whenever its descendant was, and stands before it in the list.
        let oldest = nodes.enumerated().filter { $0.element.users == 0 }
            .sorted { ($0.element.lastUsed, -$0.offset) < ($1.element.lastUsed, -$1.offset) }
        var gone: Set<ObjectIdentifier> = []
        for (_, node) in oldest where gone.count < goal && node.children.isEmpty {
            detach(node)
            gone.insert(ObjectIdentifier(node))
        }
        nodes.removeAll { gone.contains(ObjectIdentifier($0)) }
    }
}
