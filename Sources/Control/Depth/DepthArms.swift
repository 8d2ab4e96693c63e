import Planning

/// What a bandit over depths has to keep: which depth is being tried, and what a step costs at each.
///
/// A depth is tried until a mismatch, or until as many steps are committed as one round of it could
/// settle; only then may the depth change. J is the sum of the steps' objectives over the number of
/// steps, never the mean of ratios (algorithms.md 6.1), and old rounds are forgotten with 0.99.
struct DepthArms: Sendable, Hashable, Codable {
    /// Depths 0…5.
    static let count = 6

    private var meter: StepMeter
    /// Rounds of each arm, steps they committed, and their summed J; all forgotten alike.
    private(set) var rounds = [Double](repeating: 0, count: count)
    private var steps = [Double](repeating: 0, count: count)
    private var sums = [Double](repeating: 0, count: count)
    /// The depth in force that somebody else chose; nil as long as this bandit's own choices are.
    private var imposed: Int?
    /// The arm of the present round; nil between two rounds.
    private(set) var current: Int?
    private var open = Round()

    private struct Round: Sendable, Hashable, Codable {
        var steps = 0
        var sum = 0.0
        var broke = false
    }

    /// What a finished round came to.
    struct Result {
        let arm: Int
        /// Whether somebody else chose the depth.
        let isImposed: Bool
        /// J per committed step.
        let objective: Double
    }

    init(_ preference: Preference) {
        meter = StepMeter(preference)
    }

    /// J per step of an arm; nil before it was tried.
    func objective(of arm: Int) -> Double? {
        steps[arm] > 0 ? sums[arm] / steps[arm] : nil
    }

    mutating func play(_ arm: Int) {
        imposed = nil
        begin(arm)
    }

    private mutating func begin(_ arm: Int) {
        current = arm
        open = Round()
    }

    /// The depth of the present arm; no deeper than drafts can be made before the first verdict.
    var depth: Int {
        min(current ?? 0, meter.window ?? Self.count)
    }

    /// Takes an outcome.
    /// - Returns: the round that it ends, if it does.
    mutating func observe(_ outcome: DepthOutcome) -> Result? {
        let objective = meter.observe(outcome)
        switch outcome {
        case .rode(let depth) where (current == nil || imposed != nil) && depth != current:
            // A round counts for one depth alone, and of one that is none of the arms nothing is learnt.
            current = nil
            open = Round()
            imposed = (0..<Self.count).contains(depth) ? depth : nil
        case .started where imposed != nil:
            current = nil
            imposed = nil
            open = Round()
        case .compared(_, agrees: false): open.broke = true
        case .ended:
            guard open.steps > 0 else {
                open = Round()
                return nil
            }
            return close()
        default: break
        }
        guard let objective else { return nil }
        if current == nil, let imposed { begin(imposed) }
        open.steps += 1
        open.sum += objective
        return open.broke || open.steps > current ?? 0 ? close() : nil
    }

    private mutating func close() -> Result? {
        guard let arm = current else { return nil }
        for other in 0..<Self.count {
            rounds[other] *= Self.memory
            steps[other] *= Self.memory
            sums[other] *= Self.memory
        }
        rounds[arm] += 1
        steps[arm] += Double(open.steps)
        sums[arm] += open.sum
        current = nil
        defer { open = Round() }
        return Result(arm: arm, isImposed: imposed != nil, objective: open.sum / Double(open.steps))
    }

    private static let memory = 0.99

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        meter = try container.decode(StepMeter.self, forKey: .meter)
        rounds = try container.decode([Double].self, forKey: .rounds)
        steps = try container.decode([Double].self, forKey: .steps)
        sums = try container.decode([Double].self, forKey: .sums)
        imposed = try container.decodeIfPresent(Int.self, forKey: .imposed)
        current = try container.decodeIfPresent(Int.self, forKey: .current)
        open = try container.decode(Round.self, forKey: .open)
        guard [rounds, steps, sums].allSatisfy({ $0.count == Self.count }), (0..<1 << 40).contains(open.steps),
            [current, imposed].allSatisfy({ $0.map((0..<Self.count).contains) ?? true })
        else {
            throw DecodingError.dataCorruptedError(
                forKey: .rounds, in: container, debugDescription: "These are no \(Self.count) depths.")
        }
    }
}
