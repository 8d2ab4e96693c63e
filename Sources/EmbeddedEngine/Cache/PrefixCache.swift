/// Keeps the keys and values of what was computed, so that a text which begins like an earlier one
/// begins where that one ends: the next call of a conversation, and the branch of a speculation.
///
/// Full blocks are never changed and are shared by all who need them. A text that parts from another
/// in the middle of a block gets a copy of the block when it parts, and not before: as long as both go the same way it
/// writes into the block only what stands there, to the bit, because what a token's keys and values are does not depend
/// on what is computed beside it. Memory is bounded: what was not needed for
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
            borrow(child, shared, in: sequence)
            break
        }
        sequence.reused = sequence.length
        return sequence
    }

    /// Makes sure that there are blocks of its own for the next tokens, as far as they are no others' too.
    func provide(_ sequence: CachedSequence, for tokens: some Collection<Int>) {
        if let borrowed = sequence.borrowed, let node = sequence.nodes.last {
            if node.tokens[borrowed...].starts(with: tokens) { return }
            part(sequence, from: node, borrowed)
        }
        let length = sequence.length + tokens.count
        while sequence.blocks.count * KeyValueBlock.positions < length { sequence.blocks.append(takeBlock()) }
    }

    /// Notes that the keys and values of the next tokens stand in the sequence's blocks.
    func commit(_ tokens: some Collection<Int>, to sequence: CachedSequence) {
        for token in tokens {
            if let borrowed = sequence.borrowed, let node = sequence.nodes.last {
                sequence.length += 1
                keep(node, borrowed + 1, in: sequence)
                continue
            }
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
        guard sequence.borrowed == nil, let last = sequence.nodes.last, last.isGrowing else { return }
        last.isGrowing = false
        if last.users == 0, last.superior != nil { drop(last) }
    }

    /// A block that has become full is exchanged for the one that holds the same, if there is one.
    private func settle(_ node: CacheNode, of sequence: CachedSequence) {
        node.isGrowing = false
        guard node.users == 1, let same = node.superior else { return }
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
        add(node, to: sequence)
        sequence.length += node.tokens.count
    }

    private func add(_ node: CacheNode, to sequence: CachedSequence) {
        node.users += 1
        node.lastUsed = openings
        sequence.nodes.append(node)
        sequence.blocks.append(node.block)
    }

    /// Looks at the first `count` tokens of a node.
    private func borrow(_ node: CacheNode, _ count: Int, in sequence: CachedSequence) {
        add(node, to: sequence)
        sequence.length += count
        keep(node, count, in: sequence)
    }

    /// Looks at so many tokens of a node from now on; has it, where these are all and nobody else adds to it.
    private func keep(_ node: CacheNode, _ count: Int, in sequence: CachedSequence) {
        guard count == node.tokens.count, node.isFull || !node.isGrowing else {
            sequence.borrowed = count
            return
        }
        sequence.borrowed = nil
        node.isGrowing = !node.isFull
    }

    /// Exchanges a node that was only looked at for one that can be added to, with the tokens that both share.
    private func part(_ sequence: CachedSequence, from node: CacheNode, _ count: Int) {
        // It is pinned until it is copied.
        let block = takeBlock()
        block.copy(node.block)
        node.users -= 1
        sequence.nodes.removeLast()
        sequence.blocks.removeLast()
        sequence.length -= count
        sequence.borrowed = nil
        grow(sequence, in: block, with: Array(node.tokens[..<count]))
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
