import Foundation
import Planning

/// The chance that a draft is right, from what is known of it (algorithms.md 5.5).
///
/// Logistic regression over hashed features, trained by AdaGrad with every label. Its offset is what
/// the pair of tools did so far, a Beta distribution that starts as strong as Beta(1, 1) but at what is
/// already expected: it needs no training to be useful. A drafter's own confidence is taken at its word
/// until the labels say how far to.
/// Where mismatches are rare they weigh more, so that they are learnt at all. Every 50 labels the
/// result is scaled again after Platt, against the newest labels, each predicted before it was seen; that
/// undoes the weights. Until 8 labels are there the mean of Beta(2, 1) over all labels is the answer.
///
/// Old labels fade slowly. When the newest ones disagree with what was expected by more than chance
/// allows, a drafter has changed, and old evidence counts for little at once.
struct AcceptanceEstimator: Sendable, Hashable, Codable {
    private var weights = [Float](repeating: 0, count: Self.width)
    private var squares = [Float](repeating: 0, count: Self.width)
    private var hits = [Float](repeating: 0, count: Self.pairs)
    private var misses = [Float](repeating: 0, count: Self.pairs)
    private var calibration = PlattScaling()
    /// The newest residuals, and the variance that chance alone would give them.
    private var residual = 0.0
    private var variance = 0.25
    /// All labels, the old ones faded.
    private(set) var matches = 0.0
    private(set) var mismatches = 0.0
    /// All labels that were ever seen.
    private(set) var labels = 0

    /// The chance that the draft is right, from 0.005 to 0.995.
    func callAsFunction(_ draft: DraftFeatures, prior: Double? = nil) -> Double {
        guard labels >= Self.leastLabels else { return mean }
        return Self.bounded(Logistic.chance(calibration(raw(draft, prior))))
    }

    private var mean: Double { (2 + matches) / (3 + matches + mismatches) }

    /// Labels that still count, the newest the most.
    var evidence: Double { matches + mismatches }

    /// Takes the verdict on a draft.
    mutating func learn(_ draft: DraftFeatures, prior: Double? = nil, isRight: Bool) {
        let raw = raw(draft, prior)
        if labels >= Self.leastLabels {
            watch(Self.bounded(Logistic.chance(calibration(raw))), isRight)
            calibration.add(raw, isRight)
        }
        labels += 1
        if labels.isMultiple(of: Self.calibrationInterval) { calibration.fit() }

        let total = matches + mismatches
        let rarity = total > 20 ? mismatches / total : 0.5
        let weight = isRight || rarity >= 0.2 ? 1 : min(0.2 / max(rarity, 0.01), 3)
        let gradient = Float(weight * (Logistic.chance(raw) - (isRight ? 1 : 0)))
        Self.forEachFeature(of: draft) { slot in
            squares[slot] = Self.squareMemory * squares[slot] + gradient * gradient
            let step = gradient + Self.decay * weights[slot]
            weights[slot] -= Self.rate * step / (squares[slot].squareRoot() + 0.5)
        }
        let pair = Self.pair(draft)
        hits[pair] = Self.memory * hits[pair] + (isRight ? 1 : 0)
        misses[pair] = Self.memory * misses[pair] + (isRight ? 0 : 1)
        matches = Double(Self.memory) * matches + (isRight ? 1 : 0)
        mismatches = Double(Self.memory) * mismatches + (isRight ? 0 : 1)
    }

    /// Looks for a change: three standard deviations of the newest residuals,
    /// and more than two or three misfortunes in a row make.
    private mutating func watch(_ expected: Double, _ isRight: Bool) {
        residual += Self.watchRate * ((isRight ? 1 : 0) - expected - residual)
        variance += Self.watchRate * (expected * (1 - expected) - variance)
        let spread = variance * Self.watchRate / (2 - Self.watchRate)
        guard residual * residual > 9 * spread, abs(residual) > 0.3 else { return }
        residual = 0
        for pair in hits.indices {
            hits[pair] *= 0.2
            misses[pair] *= 0.2
        }
        for slot in squares.indices {
            weights[slot] *= 0.5
            squares[slot] *= 0.2
        }
        matches *= 0.2
        mismatches *= 0.2
        calibration = PlattScaling()
    }

    private func raw(_ draft: DraftFeatures, _ prior: Double?) -> Double {
        let pair = Self.pair(draft)
        let base = prior ?? mean
        var sum = log((2 * base + Double(hits[pair])) / (2 - 2 * base + Double(misses[pair])))
        Self.forEachFeature(of: draft) { sum += Double(weights[$0]) }
        if let confidence = draft.confidence, confidence.isFinite {
            sum += Logistic.logit(Self.bounded(confidence)) - Logistic.logit(Self.bounded(mean))
        }
        return sum
    }

    // MARK: - Features

    private static func forEachFeature(of draft: DraftFeatures, _ body: (Int) -> Void) {
        let tool = UInt64(draft.tool?.hash ?? 1)
        let previous = UInt64(draft.previousTool.hash)
        let cluster = UInt64(draft.cluster)
        let position = UInt64(draft.position <= 8 ? max(draft.position, 0) : draft.position <= 12 ? 9 : 10)
        let flags: UInt64 = (draft.isRemembered ? 1 : 0) + (draft.finishes ? 2 : 0)
        body(0)
        body(slot(1, tool))
        body(slot(2, tool.mixed(with: previous)))
        body(slot(3, cluster))
        body(slot(4, cluster.mixed(with: tool)))
        body(slot(5, position))
        body(slot(6, cluster.mixed(with: position)))
        body(slot(9, flags))
        if let confidence = draft.confidence, confidence.isFinite {
            let bin = UInt64(min(max(confidence, 0), 1) * 9.999)
            body(slot(10, bin))
            body(slot(11, bin.mixed(with: flags)))
        }
    }

    private static func slot(_ kind: UInt64, _ value: UInt64) -> Int {
        Int(truncatingIfNeeded: (kind << 40 ^ value).mixed(with: kind) >> 33) & (width - 1)
    }

    private static func pair(_ draft: DraftFeatures) -> Int {
        Int(truncatingIfNeeded: UInt64(draft.tool?.hash ?? 1).mixed(with: UInt64(draft.previousTool.hash)) >> 33)
            & (pairs - 1)
    }

    // MARK: - Coding

    init() {}

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        weights = try container.decode([Float].self, forKey: .weights)
        squares = try container.decode([Float].self, forKey: .squares)
        hits = try container.decode([Float].self, forKey: .hits)
        misses = try container.decode([Float].self, forKey: .misses)
        calibration = try container.decode(PlattScaling.self, forKey: .calibration)
        residual = try container.decode(Double.self, forKey: .residual)
        variance = try container.decode(Double.self, forKey: .variance)
        matches = max(try container.decode(Double.self, forKey: .matches), 0)
        mismatches = max(try container.decode(Double.self, forKey: .mismatches), 0)
        labels = min(max(try container.decode(Int.self, forKey: .labels), 0), 1 << 40)
        guard weights.count == Self.width, squares.count == Self.width, hits.count == Self.pairs,
            misses.count == Self.pairs, (squares + hits + misses).allSatisfy({ $0 >= 0 })
        else {
            throw DecodingError.dataCorruptedError(
                forKey: .weights, in: container, debugDescription: "The estimator's tables do not have its sizes.")
        }
    }

    // MARK: - Numbers

    static func bounded(_ chance: Double) -> Double { min(max(chance, 0.005), 0.995) }

    private static let width = 1024
    private static let pairs = 256
    private static let leastLabels = 8
    private static let calibrationInterval = 50
    private static let rate: Float = 0.01
    private static let decay: Float = 0.01
    private static let squareMemory: Float = 0.999
    private static let memory: Float = 0.995
    private static let watchRate = 0.1
}
