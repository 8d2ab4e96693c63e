import Planning

/// How much a draft, once it is there, changes the estimate of being right: a histogram of the shift of
/// the logit. A draft may be worth its price just to see whether it looks good.
struct DraftSurprise: Sendable, Hashable, Codable {
    private static let shifts = [-3, -1.75, -0.75, 0, 0.75, 1.75, 3]

    private var counts: [Double]

    init() {
        counts = Self.shifts.map { $0 == 0 ? 20 : 0 }
    }

    /// The estimate was `before`, and is `after` now that the draft is there.
    mutating func add(before: Double, after: Double) {
        let shift = Logistic.logit(after) - Logistic.logit(before)
        let nearest = Self.shifts.indices.min { abs(Self.shifts[$0] - shift) < abs(Self.shifts[$1] - shift) } ?? 0
        for index in counts.indices { counts[index] *= 0.99 }
        counts[nearest] += 1
    }

    /// The mean of `body` over what the estimate `chance` may turn into.
    func mean(around chance: Double, _ body: (Double) -> Double) -> Double {
        let logit = Logistic.logit(chance)
        var (sum, total) = (0.0, 0.0)
        for (shift, count) in zip(Self.shifts, counts) where count > 0.01 {
            sum += count * body(shift == 0 ? chance : Logistic.chance(logit + shift))
            total += count
        }
        return total > 0 ? sum / total : body(chance)
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        counts = try container.decode([Double].self)
        guard counts.count == Self.shifts.count else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "This is no such histogram.")
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(counts)
    }
}
