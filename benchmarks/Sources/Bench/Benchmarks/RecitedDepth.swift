import Control

/// Decides what it is told to, one decision after the other: a controller that takes no time.
struct RecitedDepth: DepthController {
    private let decisions: [DepthDecision]
    private var next = 0

    init(_ decisions: [DepthDecision]) {
        self.decisions = decisions
    }

    var name: String { "recited" }

    mutating func decide(_ context: DepthContext) -> DepthDecision {
        guard next < decisions.count else { return DepthDecision(depth: 0, reason: "") }
        defer { next += 1 }
        return decisions[next]
    }

    func observe(_ outcome: DepthOutcome) {}
}
