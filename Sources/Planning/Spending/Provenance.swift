/// Where a figure comes from.
public enum Provenance: String, Sendable, Hashable, Codable, Comparable {
    /// The provider said so.
    case reported
    /// Counted by us, exactly.
    case counted
    /// Estimated, because the call was cut off before the provider could say.
    case estimated

    /// Orders by how little the figure can be trusted.
    public static func < (left: Provenance, right: Provenance) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .reported: 0
        case .counted: 1
        case .estimated: 2
        }
    }
}
