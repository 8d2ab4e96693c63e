import Foundation

/// What a model may use of the machine.
public struct EmbeddedLimits: Sendable, Hashable {
    /// Bytes that weights and working memory may take together; nil means half of the machine's memory.
    public var memory: Int?
    /// Bytes for keys and values of texts that may be continued. At least one longest text fits. More
    /// is not better for its own sake: memory that was used before is faster than new memory.
    public var cache: Int
    /// The longest prompt and answer together, in tokens; nil means what the model was trained for.
    public var contextLength: Int?
    /// Threads that one large pass is divided among. Small passes run on one whatever this says,
    /// and different models run beside each other in any case.
    public var threads: Int

    /// Limits that suit small models on a small machine.
    public init(memory: Int? = nil, cache: Int = 8 << 20, contextLength: Int? = nil, threads: Int = 1) {
        self.memory = memory
        self.cache = cache
        self.contextLength = contextLength
        self.threads = threads
    }

    /// Bytes that weights and working memory may take together.
    var allowedMemory: Int { memory ?? Int(clamping: ProcessInfo.processInfo.physicalMemory / 2) }
}
