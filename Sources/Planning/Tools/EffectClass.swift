/// What running a tool can do to the world. Anything unknown is `destructive`.
public enum EffectClass: String, Sendable, Hashable, Codable, CaseIterable {
    /// The result depends on the arguments alone.
    case pure
    /// Reads the world, changes nothing.
    case readOnly = "read-only"
    /// Changes only a snapshot that can be dropped.
    case confined
    /// Doing it twice is the same as doing it once; doing it once still changes the world.
    case idempotent
    /// Anything else.
    case destructive

    /// Whether a call may run before the verifier has asked for it, given that the operator
    /// vouches for the class.
    public var mayRunEarly: Bool {
        switch self {
        case .pure, .readOnly, .confined: true
        case .idempotent, .destructive: false
        }
    }
}
