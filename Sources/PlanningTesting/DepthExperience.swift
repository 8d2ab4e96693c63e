import Control
import Planning

/// A made-up life of a controller, drawn from a seed: tasks with drafts, verdicts, cancellations and
/// commits, and a decision before each.
struct DepthExperience: Sendable {
    enum Moment: Sendable {
        case decision(DepthContext)
        case outcome(DepthOutcome)
    }

    private(set) var moments: [Moment] = []
    private let strange: CallFigures?
    private var generator: SeededGenerator

    /// - Parameter strange: what every other call is said to have taken.
    init(seed: UInt64, tasks: Int = 6, strange: CallFigures? = nil) {
        self.strange = strange
        generator = SeededGenerator(seed: seed)
        for _ in 0..<tasks { addTask() }
    }

    func context(frontier: Int, drafts: Int) -> DepthContext {
        DepthContext(
            frontier: frontier,
            drafts: (0..<drafts).map {
                DraftFeatures(position: frontier + $0, tool: ToolMark("search"), confidence: 0.8, cluster: 7)
            },
            next: DraftFeatures(position: frontier + drafts, previousTool: ToolMark("search"), cluster: 7),
            stepsLeft: 20,
            oldestVerification: 2, lastVerification: 1)
    }

    private mutating func addTask() {
        let cluster = UInt32.random(in: 0..<3, using: &generator)
        let length = Int.random(in: 1...12, using: &generator)
        let task = TaskFeatures(cluster: cluster, words: [UInt16(cluster), 5])
        var trail = DraftTrail(task)
        moments.append(.outcome(.started(task, committed: 0)))
        for position in 1...length {
            let now = Double(position) * 6
            let tool = ToolMark(hash: UInt32.random(in: 1...4, using: &generator))
            trail.verifies(position, since: now)
            moments.append(.decision(trail.context(stepsLeft: length + 4 - position, now: now)))
            let verification = figures(around: 6, cost: 1)
            if Int.random(in: 0..<4, using: &generator) > 0 {
                let agrees = generator.chance() < 0.3 + 0.15 * Double(tool.hash)
                let draft = trail.drafted(
                    at: position, tool: agrees ? tool : .text, finishes: false,
                    confidence: Bool.random(using: &generator) ? .random(in: 0...1, using: &generator) : nil)
                moments.append(.outcome(.drafted(draft, figures(around: 1, cost: 0.2))))
                trail.verifies(position + 1, since: now + 1)
                moments.append(.decision(trail.context(stepsLeft: length + 4 - position, now: now + 1)))
                moments.append(.outcome(.verified(position: position, verification)))
                trail.judged(at: position, tool: tool, agrees: agrees).map { moments.append(.outcome($0)) }
                if !agrees {
                    moments.append(
                        .outcome(.verificationCancelled(position: position + 1, figures(around: 5, cost: 0.9))))
                    trail.dropped(position + 1).map { moments.append(.outcome($0)) }
                }
            } else {
                moments.append(.outcome(.verified(position: position, verification)))
                trail.judged(at: position, tool: tool, agrees: nil).map { moments.append(.outcome($0)) }
            }
            trail.committed()
            moments.append(
                .outcome(
                    .committed(
                        CommitFigures(
                            position: position, tool: tool, seconds: strange?.seconds ?? 4, verification: verification))
                ))
        }
        moments.append(.outcome(.ended(steps: length, finished: true)))
    }

    private mutating func figures(around seconds: Double, cost: Double) -> CallFigures {
        let factor = Double.random(in: 0.5...1.5, using: &generator)
        if let strange, Bool.random(using: &generator) { return strange }
        return CallFigures(seconds: seconds * factor, dollars: cost * factor, promptTokens: 400, generatedTokens: 90)
    }
}
