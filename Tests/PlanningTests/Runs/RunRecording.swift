import Planning

/// Writes down the events of an imaginary run, one after another.
struct RunRecording {
    static let run = RunID("01JZZZZZZZ0123456789ABCDEF") ?? { preconditionFailure("a valid name") }()

    private(set) var events: [RunEvent] = []
    private var time = Duration.zero

    init(verifier: String? = "lab/large") {
        append(
            .started(
                RunHeader(
                    run: Self.run, startedAt: 1_750_000_000_123, task: "c on a → a on b", agent: "blocksworld",
                    drafter: "lab/small", verifier: verifier, strategy: "dsp", guarantee: .lossless,
                    scheduling: "continuous", lambda: 0.7, seed: 7, limits: Limits(steps: 30))))
    }

    mutating func wait(_ duration: Duration) { time += duration }

    mutating func append(_ kind: RunEvent.Kind) {
        events.append(RunEvent(run: Self.run, sequence: events.count + 1, time: time, kind: kind))
    }

    mutating func start(_ call: Int, _ role: AgentRole, at position: Int, reserving reservation: Int64? = 900) {
        append(
            .callStarted(
                .init(
                    call: CallID(call), role: role, position: position, prefix: "00ff",
                    announcement: CallAnnouncement(
                        model: role == .drafter ? "lab/small" : "lab/large", purpose: "action",
                        reservation: reservation.map(Money.init(nanodollars:))))))
    }

    mutating func settle(
        _ call: Int, _ outcome: CallSettlement.Outcome = .finished, cost: Int64? = 100,
        provenance: Provenance = .reported
    ) {
        append(
            .callSettled(
                .init(
                    call: CallID(call), firstToken: .milliseconds(5), duration: .milliseconds(50),
                    settlement: CallSettlement(
                        outcome: outcome, usage: Usage(freshInput: 10, output: 3, provenance: provenance),
                        cost: cost.map(Money.init(nanodollars:))))))
    }

    mutating func resolve(_ call: Int, _ standing: CallStanding) {
        append(.callResolved(.init(call: CallID(call), standing: standing)))
    }

    mutating func draft(_ position: Int, _ tool: String) {
        append(
            .drafted(.init(position: position, action: Action(tool: tool), thought: nil, confidence: nil, calls: [])))
    }

    mutating func judge(_ position: Int, _ tool: String, agrees: Bool?) {
        append(
            .judged(.init(position: position, action: Action(tool: tool), thought: nil, agrees: agrees, calls: [])))
    }

    mutating func cancel(_ position: Int, _ work: RunEvent.Work, _ reason: CancelReason) {
        append(.cancelled(.init(position: position, work: work, reason: reason)))
    }

    mutating func commit(
        _ position: Int, _ tool: String, source: StepSource = .drafted, cost: Int64? = 100
    ) {
        append(
            .committed(
                .init(
                    position: position, step: Step(action: Action(tool: tool), observation: Observation("done")),
                    source: source, verifierTime: .milliseconds(200),
                    verifierCost: cost.map(Money.init(nanodollars:)), executionTime: .milliseconds(10))))
    }

    mutating func resume(keeping steps: Int) {
        append(.resumed(.init(steps: steps, resumedAt: 1_750_000_900_000)))
    }

    mutating func finish(_ status: RunStatus = .finished, answer: String? = "done") {
        append(.finished(.init(status: status, answer: answer)))
    }

    var summary: RunSummary { RunSummary(events) }
}
