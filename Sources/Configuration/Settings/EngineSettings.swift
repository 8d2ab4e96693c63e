public import Planning

/// What the servers and models may have that compute on this machine.
public struct EngineSettings: Sendable, Hashable {
    /// The most memory of all servers together; nil is no limit.
    public let memoryLimit: Setting<ByteCount>?
    /// How many threads at most compute with embedded models at once; nil is no limit beyond each model's own, the
    /// number of processors.
    public let threads: Setting<Int>?

    /// The layers, the strongest first.
    init(_ layers: [EnginesSection]) {
        memoryLimit = layers.strongest(\.memoryLimit)
        threads = layers.strongest(\.threads)
    }
}
