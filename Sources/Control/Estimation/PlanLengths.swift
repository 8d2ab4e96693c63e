/// How long plans get, by kind of task: the chance that a plan which got to a position goes on after it.
struct PlanLengths: Sendable, Hashable, Codable {
    private static let clusters = 32
    private static let longest = 64

    /// For each cluster, then each length: plans that ended so, the old ones faded; the last row is all.
    private var ended = [Float](repeating: 0, count: (clusters + 1) * longest)

    /// A plan of this cluster ended after `steps`.
    mutating func add(_ steps: Int, cluster: UInt32) {
        guard steps > 0 else { return }
        let length = min(steps, Self.longest) - 1
        for row in [Self.row(cluster), Self.clusters] {
            for index in row * Self.longest..<(row + 1) * Self.longest { ended[index] *= Self.memory }
            ended[row * Self.longest + length] += 1
        }
    }

    /// The chance that a plan that reached `position` has a step after it.
    func continuing(past position: Int, cluster: UInt32) -> Double {
        guard (1...Self.longest).contains(position) else { return 1 }
        let all = counts(in: Self.clusters, at: position, prior: (ended: 0, longer: 2))
        let own = counts(in: Self.row(cluster), at: position, prior: (ended: 2 * all.ended, longer: 2 * all.longer))
        return own.longer
    }

    private func counts(in row: Int, at position: Int, prior: (ended: Double, longer: Double)) -> (
        ended: Double, longer: Double
    ) {
        let start = row * Self.longest
        let here = Double(ended[start + position - 1])
        var longer = 0.0
        for index in start + position..<start + Self.longest { longer += Double(ended[index]) }
        let total = here + longer + prior.ended + prior.longer
        return total > 0 ? ((here + prior.ended) / total, (longer + prior.longer) / total) : (0, 1)
    }

    private static func row(_ cluster: UInt32) -> Int { Int(cluster % UInt32(clusters)) }

    private static let memory: Float = 0.97

    init() {}

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        ended = try container.decode([Float].self)
        guard ended.count == (Self.clusters + 1) * Self.longest else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "These are no lengths of plans.")
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(ended)
    }
}
