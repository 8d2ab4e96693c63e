import Planning

/// The last 2500 segments.
struct SegmentRing: Sendable, Hashable, Codable {
    private static let capacity = 2500

    private var segments: [Segment] = []
    private var oldest = 0
    /// The states in all of them.
    private(set) var states = 0

    mutating func append(_ segment: Segment) {
        states += segment.states.count
        guard segments.count == Self.capacity else { return segments.append(segment) }
        states -= segments[oldest].states.count
        segments[oldest] = segment
        oldest = (oldest + 1) % Self.capacity
    }

    /// Whole segments, drawn at random without repetition, until they hold this many states.
    func sample(states: Int, using generator: inout SeededGenerator) -> [Segment] {
        var sample: [Segment] = []
        var missing = states
        var drawn: Set<Int> = []
        while missing > 0, drawn.count < segments.count {
            let index = Int.random(in: segments.indices, using: &generator)
            guard drawn.insert(index).inserted else { continue }
            sample.append(segments[index])
            missing -= segments[index].states.count
        }
        return sample
    }

    init() {}

    private enum CodingKeys: CodingKey { case segments, oldest }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        segments = try container.decode([Segment].self, forKey: .segments)
        oldest = try container.decode(Int.self, forKey: .oldest)
        guard segments.count <= Self.capacity, oldest == 0 || segments.indices.contains(oldest) else {
            throw DecodingError.dataCorruptedError(
                forKey: .oldest, in: container, debugDescription: "This is no ring of \(Self.capacity) segments.")
        }
        states = segments.reduce(0) { $0 + $1.states.count }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(segments, forKey: .segments)
        try container.encode(oldest, forKey: .oldest)
    }
}
