/// A state as a value function sees it: hashed words of the task, and hashed features of the steps.
///
/// The whole head of the task is kept and the newest steps; the paper's right truncation drops
/// the newest ones (algorithms.md 1.4, row 4).
struct StateText: Sendable, Hashable, Codable {
    /// The width of the hash table.
    static let width = Int(TaskFeatures.buckets)

    /// Where the steps' features lie in the table; 1 each.
    private(set) var features: [UInt16]

    /// The state after `steps`, the drafted ones included.
    init(after steps: ArraySlice<ToolMark>, count: Int, verdicts: RecentVerdicts) {
        let last = steps.last ?? .none
        let before = steps.dropLast().last ?? .none
        let third = steps.dropLast(2).last ?? .none
        features = [
            Self.slot(1, 0),
            Self.slot(2, UInt64(min(count, 12))),
            Self.slot(3, UInt64(last.hash)),
            Self.slot(4, UInt64(before.hash)),
            Self.slot(5, UInt64(last.hash).mixed(with: UInt64(before.hash))),
            Self.slot(6, UInt64(last.hash).mixed(with: UInt64(before.hash)).mixed(with: UInt64(third.hash))),
            Self.slot(7, UInt64(verdicts.code)),
            Self.slot(8, UInt64(verdicts.last.map { $0 ? 2 : 1 } ?? 0)),
        ]
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        features = try container.decode([UInt16].self)
        guard features.allSatisfy({ $0 < Self.width }) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "A feature lies outside the table.")
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(features)
    }

    private static func slot(_ kind: UInt64, _ value: UInt64) -> UInt16 {
        UInt16(truncatingIfNeeded: kind.mixed(with: value) >> 20) % UInt16(width)
    }
}
