/// What a pass for a single token takes, by the last ones that were computed: the median, because a pass that
/// the system interrupts says nothing about the others.
struct StepPace: Sendable {
    private var samples: [Duration] = []
    private var next = 0

    /// Whether enough were measured.
    var isKnown: Bool { samples.count >= Self.fewest }

    /// Nil until it is known.
    var step: Duration? { isKnown ? samples.sorted()[samples.count / 2] : nil }

    mutating func add(_ duration: Duration) {
        if samples.count < Self.most {
            samples.append(duration)
        } else {
            samples[next] = duration
            next = (next + 1) % Self.most
        }
    }

    private static let fewest = 3
    private static let most = 16
}
