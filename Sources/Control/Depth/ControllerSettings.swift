public import Planning

/// What a new controller is told. Each takes what it needs.
public struct ControllerSettings: Sendable, Hashable, Codable {
    /// Speed against cost.
    public var preference: Preference
    /// The seed of everything random.
    public var seed: UInt64
    /// The depth of `fixed`.
    public var depth: Int
    /// τ of `dsp`: above 0.5 it would rather ride too far than not far enough.
    public var expectile: Double
    /// Added to the depth that `dsp` finds.
    public var offset: Int

    /// Settings for one λ.
    public init(lambda: Lambda, seed: UInt64, depth: Int = 2, expectile: Double = 0.5, offset: Int = 0) {
        self.init(.lambda(lambda), seed: seed, depth: depth, expectile: expectile, offset: offset)
    }

    /// Settings.
    public init(
        _ preference: Preference, seed: UInt64, depth: Int = 2, expectile: Double = 0.5, offset: Int = 0
    ) {
        self.preference = preference
        self.seed = seed
        self.depth = depth
        self.expectile = expectile
        self.offset = offset
    }
}
