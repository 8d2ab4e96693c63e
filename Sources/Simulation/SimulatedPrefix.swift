/// The steps before a position: a fingerprint that differs whenever the steps do.
public struct SimulatedPrefix: Sendable, Hashable {
    /// The fingerprint.
    public let fingerprint: UInt64

    /// No steps.
    public static let empty = SimulatedPrefix(fingerprint: 0xcbf2_9ce4_8422_2325)

    /// This prefix with one step more.
    public func appending(_ action: SimulatedAction) -> SimulatedPrefix {
        var mixed = (fingerprint ^ UInt64(bitPattern: Int64(action.identity))) &* 0x9e37_79b9_7f4a_7c15
        mixed ^= mixed >> 29
        return SimulatedPrefix(fingerprint: mixed &* 0xbf58_476d_1ce4_e5b9)
    }
}
