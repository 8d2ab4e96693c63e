/// A block of keys and values that is kept, and the tokens that it belongs to, in the tree of all
/// that are kept: the tokens on the way from the root to a node are the text it stands for.
final class CacheNode {
    /// The block's tokens, at most ``KeyValueBlock/positions``.
    private(set) var tokens: [Int]
    let block: KeyValueBlock
    /// Outlives its children: only leaves are taken out of the tree.
    private(set) unowned var parent: CacheNode?
    private(set) var children: [CacheNode] = []
    /// Sequences that need it now.
    var users = 0
    /// Whether a sequence may still add tokens to it.
    var isGrowing = false
    /// When it was last needed, in openings of the cache.
    var lastUsed = 0

    init(tokens: [Int] = [], block: KeyValueBlock) {
        self.tokens = tokens
        self.block = block
        self.tokens.reserveCapacity(KeyValueBlock.positions)
    }

    /// Whether no token can be added.
    var isFull: Bool { tokens.count == KeyValueBlock.positions }

    func append(_ token: Int) {
        tokens.append(token)
    }

    func adopt(_ child: CacheNode) {
        child.parent = self
        children.append(child)
    }

    func abandon(_ child: CacheNode) {
        children.removeAll { $0 === child }
    }

    /// The child that shares the most tokens with `text`, and how many.
    func closest(to text: ArraySlice<Int>) -> (child: CacheNode, shared: Int)? {
        var best: (child: CacheNode, shared: Int)?
        for child in children {
            let limit = min(child.tokens.count, text.count)
            var shared = 0
            while shared < limit, child.tokens[shared] == text[text.startIndex + shared] { shared += 1 }
            if shared > best?.shared ?? 0 { best = (child, shared) }
        }
        return best
    }

    /// Another child of the same parent that holds all of this one's tokens at least.
    var superior: CacheNode? {
        parent?.children.first { $0 !== self && $0.tokens.starts(with: tokens) }
    }
}
