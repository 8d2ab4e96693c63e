/// A text under way: its tokens whose keys and values are known, and the blocks that hold them.
final class CachedSequence {
    /// The nodes of the known tokens; all but the last are full.
    var nodes: [CacheNode] = []
    /// How many tokens of the last node are also its own, where it only looks at the node; nil where it has all of the
    /// node, and adds to it unless it is full.
    var borrowed: Int?
    /// The blocks: those of the nodes, and after them blocks for tokens to come.
    var blocks: [KeyValueBlock] = []
    /// Tokens whose keys and values are known.
    var length = 0
    /// Tokens that were known from the start.
    var reused = 0
    /// Blocks that it may take up in the end.
    let reserved: Int

    init(reserved: Int) {
        self.reserved = reserved
    }
}
