public import Planning

/// What the servers may have that are started on this machine.
public struct EngineSettings: Sendable, Hashable {
    /// The most memory of all of them together; nil is no limit.
    public let memoryLimit: Setting<ByteCount>?

    /// The layers, the strongest first.
    init(_ layers: [EnginesSection]) {
        memoryLimit = layers.strongest(\.memoryLimit)
    }
}
