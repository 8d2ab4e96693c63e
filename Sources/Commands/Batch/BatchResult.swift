import Ledger
import Planning

/// What came of one task, as a line of `--json`. What is unknown is null, never zero.
struct BatchResult: Encodable, Sendable {
    let batch: RunID
    let task: String
    let line: Int
    /// Nil where no run came of it.
    var run: RunID?
    let status: RunStatus
    var answer: String?
    var steps = 0
    /// Seconds.
    var latency = 0.0
    var cost: Double?
    var tokens: Int?
    var limit: LimitReached?
    var error: String?
    /// Whether it was done before the batch was resumed.
    var isEarlier: Bool?

    private enum CodingKeys: String, CodingKey {
        case batch, task, line, run, status, answer, steps
        case latency = "latency_s"
        case cost = "cost_usd"
        case tokens, limit, error
        case isEarlier = "earlier"
    }

    /// A task whose run could not even be set up.
    init(_ task: BatchTask, of batch: RunID, failure: any Error) {
        self.batch = batch
        self.task = task.name
        line = task.line
        status = .failed
        error = "\(failure)"
    }

    /// A run that has ended.
    init(_ task: BatchTask, of batch: RunID, run: RunSummary) {
        self.batch = batch
        self.task = task.name
        line = task.line
        self.run = run.header?.run
        status = run.status
        // The answer of an agent that only plans is its plan.
        answer = run.answer.map { $0.isEmpty ? run.trajectory.plan : $0 }
        steps = run.steps.count
        latency = run.latency.roundedSeconds
        cost = run.spend.total?.dollars
        tokens = run.usage().tokens
        limit = run.limitReached
        error = run.error
    }

    /// A run that had ended before the batch was resumed.
    init(_ task: BatchTask, of batch: RunID, earlier: BatchRun) {
        self.batch = batch
        self.task = task.name
        line = task.line
        run = earlier.record.run
        status = earlier.record.status
        answer = earlier.record.answer.map { $0.isEmpty ? earlier.plan : $0 }
        steps = earlier.record.steps
        latency = earlier.record.latency.roundedSeconds
        cost = earlier.record.spend.total?.dollars
        tokens = earlier.tokens
        isEarlier = true
    }

    /// Whether nobody knows what it cost, because a price is unknown.
    var isUnpriced: Bool { run != nil && cost == nil }

    /// What a person reads of it on one line.
    var words: String {
        let text =
            switch status {
            case .finished: answer ?? ""
            case .limit: limit.map { "stopped: \($0)" } ?? "stopped at a limit"
            case .interrupted: "interrupted"
            case .failed, .running: "failed: \(error ?? "")"
            }
        return "\(task): \(text.split(whereSeparator: \.isNewline).joined(separator: "; "))"
    }
}
