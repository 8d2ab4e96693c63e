/// The sizes and constants of a Llama model, as its file states them.
struct Architecture: Hashable, Sendable {
    /// The longest prompt and answer together, in tokens.
    let contextLength: Int
    /// Numbers that describe a token between the layers.
    let width: Int
    let layers: Int
    /// Inner size of the feed-forward network.
    let feedForward: Int
    let heads: Int
    /// Heads of keys and values; each serves `heads / keyValueHeads` heads.
    let keyValueHeads: Int
    let headSize: Int
    /// What keeps a norm from dividing by zero.
    let epsilon: Float
    /// Base of the rotations that encode positions.
    let rotationBase: Float
    /// Dimensions of a head that are turned, in pairs.
    let rotated: Int

    /// Query heads to each head of keys.
    var group: Int { heads / keyValueHeads }

    /// The bytes of all weights in memory: in single precision, outputs filled up to whole panels.
    func weightSize(vocabularySize: Int, isTied: Bool) -> Int {
        func filled(_ count: Int) -> Int { count.rounded(upTo: Processor.widestPanel) }
        let attention = filled(heads * headSize) + filled(2 * keyValueHeads * headSize) + 2 * filled(feedForward)
        let back = heads * filled(headSize) + feedForward
        let layer = attention * width + filled(width) * back
        return 4 * (layers * layer + (isTied ? 1 : 2) * filled(vocabularySize) * width)
    }
}

extension Architecture {
    /// Reads what the file says.
    init(_ file: GGUFFile) throws {
        guard let name = try file.text(ifPresent: "general.architecture") else {
            throw GGUFFault.malformed("general.architecture is missing")
        }
        guard name == "llama" else { throw GGUFFault.unsupported("its architecture is \(name)") }
        // Far above any model that fits into memory, far below what could overflow.
        let sizes = 1...1_048_576
        contextLength = try file.count("llama.context_length", in: 1...16_777_216)
        width = try file.count("llama.embedding_length", in: sizes)
        layers = try file.count("llama.block_count", in: 1...1024)
        feedForward = try file.count("llama.feed_forward_length", in: sizes)
        heads = try file.count("llama.attention.head_count", in: 1...4096)
        keyValueHeads = try file.count(ifPresent: "llama.attention.head_count_kv", in: 1...4096) ?? heads
        guard heads % keyValueHeads == 0 else {
            throw GGUFFault.malformed("\(heads) heads cannot share \(keyValueHeads) heads of keys")
        }
        let keySize = try file.count(ifPresent: "llama.attention.key_length", in: 1...65536)
        guard keySize != nil || width % heads == 0 else {
            throw GGUFFault.malformed("a width of \(width) cannot be divided among \(heads) heads")
        }
        headSize = keySize ?? width / heads
        guard try file.count(ifPresent: "llama.attention.value_length", in: 1...65536) ?? headSize == headSize else {
            throw GGUFFault.unsupported("its keys and values differ in size")
        }
        guard let epsilon = try file.positive(ifPresent: "llama.attention.layer_norm_rms_epsilon") else {
            throw GGUFFault.malformed("llama.attention.layer_norm_rms_epsilon is missing")
        }
        self.epsilon = epsilon
        rotationBase = try file.positive(ifPresent: "llama.rope.freq_base") ?? 10_000
        rotated = try file.count(ifPresent: "llama.rope.dimension_count", in: 1...65536) ?? headSize
        guard rotated <= headSize, rotated % 2 == 0 else {
            throw GGUFFault.malformed("\(rotated) dimensions of a head of \(headSize) cannot be turned")
        }
        guard try file.text(ifPresent: "llama.rope.scaling.type") ?? "none" == "none",
            file.metadata["llama.rope.scale_linear"] == nil
        else { throw GGUFFault.unsupported("it scales its positions") }
        guard try file.count(ifPresent: "llama.expert_count", in: 0...65536) ?? 0 == 0 else {
            throw GGUFFault.unsupported("it is a mixture of experts")
        }
    }
}
