import Planning

/// All there is to draw of a run: the document that `outrider show --json` prints, its calls and decisions as
/// `--calls` and `--decisions` list them, and what happened when. Times are seconds since the run began.
struct TimelineDocument: Encodable {
    /// What somebody would do at a position.
    struct Proposal: Encodable {
        /// `draft`, `verdict` or `audit`.
        let kind: String
        let step: Int
        let at: Double
        let action: String
        /// Whether a verdict agrees with the draft; nil where there was none to compare with.
        let agrees: Bool?
        let confidence: Double?
        let calls: [CallID]
    }

    /// An action that was carried out.
    struct Execution: Encodable {
        let step: Int
        let at: Double
        let duration: Double
        /// Whether it began before the step was certain.
        let early: Bool
        let action: String
        let isError: Bool
        /// Whether what came of it belongs to the trajectory.
        let stands: Bool
    }

    /// A step that was added to the trajectory.
    struct Commit: Encodable {
        let step: Int
        let at: Double
        let source: StepSource
    }

    /// A choice of depth.
    struct Choice: Encodable {
        let step: Int
        let at: Double
        let depth: Int
        let acceptance: Double?
        let survival: Double?
        let threshold: Double?
        let reason: String
    }

    /// A proposed step that was weighed.
    struct Weighing: Encodable {
        let step: Int
        let at: Double
        let prefix: String
        let action: String
        let score: Double?
        let threshold: Double?
        let kept: Bool
        let reason: String
    }

    let run: RunDocument
    let live: Bool
    let sequence: Int
    let scheduling: String
    let depth: Int?
    let seed: String
    let oracle: Effort?
    let effort: Effort?
    let calls: [CallDocument]
    let prefixes: [String]
    let decisions: [DecisionDocument]
    let proposals: [Proposal]
    let executions: [Execution]
    let commits: [Commit]
    let choices: [Choice]
    let weighings: [Weighing]

    /// What was taken, where 1 is the verifier alone.
    struct Effort: Encodable {
        let latency: Double
        let cost: Double
    }

    /// The document of a run so far; nil without a beginning.
    init?(_ events: [RunEvent], isLive: Bool) {
        let summary = RunSummary(events)
        guard let document = RunDocument(summary), let header = summary.header else { return nil }
        run = document
        live = isLive && summary.status == .running
        sequence = summary.lastSequence
        scheduling = header.scheduling
        depth = header.depth
        seed = String(header.seed)
        let account = summary.account
        effort = account.map { Effort(latency: $0.effort.latency, cost: $0.effort.cost) }
        oracle = account?.oracleEffort.map { Effort(latency: $0.latency, cost: $0.cost) }
        calls = summary.calls.map(CallDocument.init)
        prefixes = summary.calls.map(\.prefix)
        decisions = RunDecisions(events).documents
        let moments = RunMoments(events)
        proposals = moments.proposals
        executions = moments.executions
        commits = moments.commits
        choices = moments.choices
        weighings = moments.weighings
    }

    private enum CodingKeys: String, CodingKey {
        case run, live, sequence, scheduling, depth, seed, oracle, effort, calls, prefixes, decisions, proposals
        case executions, commits, choices, weighings
    }
}
