import Planning

/// The events of a run that never happened, one after another.
struct ImaginaryRun {
    let id: RunID
    let startedAt: Int64
    private(set) var events: [RunEvent] = []
    private var time = Duration.zero
    private var calls = 0
    private var steps = 0

    init(
        _ number: UInt64 = 1, startedAt: Int64 = 1_750_000_000_123, agent: String = "blocksworld",
        batch: BatchPlace? = nil
    ) {
        var generator = SeededGenerator(seed: number)
        id = RunID(milliseconds: UInt64(startedAt), using: &generator)
        self.startedAt = startedAt
        append(
            .started(
                RunHeader(
                    run: id, startedAt: startedAt, task: "c on a → a on b", agent: agent, drafter: "lab/small",
                    verifier: "lab/large", strategy: "dsp", guarantee: .lossless, scheduling: "continuous",
                    lambda: 0.7, seed: .max, limits: Limits(steps: 30, cost: Money(nanodollars: 1_000_000_000)),
                    options: ["agentFile": "a.yaml"], batch: batch)))
    }

    mutating func wait(_ duration: Duration) { time += duration }

    mutating func append(_ kind: RunEvent.Kind) {
        events.append(RunEvent(run: id, sequence: events.count + 1, time: time, kind: kind))
    }

    @discardableResult
    mutating func start(_ role: AgentRole, at position: Int, reserving reservation: Int64? = 900) -> CallID {
        calls += 1
        let call = CallID(calls)
        append(
            .callStarted(
                .init(
                    call: call, role: role, position: position, prefix: "cbf29ce484222325",
                    announcement: CallAnnouncement(
                        model: role == .drafter ? "lab/small" : "lab/large", purpose: "action",
                        endpoint: "http://127.0.0.1/v1", reservation: reservation.map(Money.init(nanodollars:))))))
        return call
    }

    mutating func settle(
        _ call: CallID, _ outcome: CallSettlement.Outcome = .finished, cost: Int64? = 100,
        provenance: Provenance = .reported, unaided: CallSettlement.Unaided? = nil
    ) {
        append(
            .callSettled(
                .init(
                    call: call, firstToken: .milliseconds(5), duration: .milliseconds(50),
                    settlement: CallSettlement(
                        outcome: outcome,
                        usage: Usage(freshInput: 400, cacheRead: 100, output: 30, provenance: provenance),
                        cost: cost.map(Money.init(nanodollars:)), attempts: 1,
                        rawUsage: #"{"prompt_tokens":500,"completion_tokens":30}"#, requestID: "req-\(call)",
                        response: "I pick up block a, since it stands in the way.\n<action>pick-up(a)</action>",
                        unaided: unaided))))
    }

    mutating func resolve(_ call: CallID, _ standing: CallStanding) {
        append(.callResolved(.init(call: call, standing: standing)))
    }

    /// A step as it happens most of the time: drafted, executed early, verified, committed.
    mutating func step(agreeing: Bool = true, cost: Int64? = 100) {
        let position = steps + 1
        let drafted = Action(tool: "pick-up", arguments: ["block": .string("b\(position)")])
        let action = agreeing ? drafted : Action(tool: "put-down", arguments: ["block": "z"])
        append(
            .depthChosen(
                .init(
                    position: position, depth: 2, reason: "worth it", acceptance: 0.9, survival: 0.8, threshold: 0.3)))
        let verifier = start(.verifier, at: position)
        let drafter = start(.drafter, at: position)
        wait(.milliseconds(20))
        settle(drafter, cost: cost.map { $0 / 10 })
        append(.drafted(.init(position: position, action: drafted, thought: nil, confidence: 0.9, calls: [drafter])))
        append(
            .executed(
                .init(
                    position: position, action: action, observation: Observation("The hand holds b\(position)."),
                    early: agreeing, duration: .microseconds(40))))
        wait(.milliseconds(180))
        settle(verifier, cost: cost)
        append(.judged(.init(position: position, action: action, thought: nil, agrees: agreeing, calls: [verifier])))
        resolve(verifier, .useful)
        resolve(drafter, agreeing ? .useful : .mismatched)
        commit(action, source: agreeing ? .drafted : .verifier, cost: cost)
    }

    mutating func commit(_ action: Action, source: StepSource = .verifier, cost: Int64? = 100) {
        steps += 1
        append(
            .committed(
                .init(
                    position: steps, step: Step(action: action, observation: Observation("done")), source: source,
                    verifierTime: .milliseconds(200), verifierCost: cost.map(Money.init(nanodollars:)),
                    executionTime: .microseconds(40))))
    }

    mutating func cancel(_ position: Int, _ work: RunEvent.Work, _ reason: CancelReason) {
        append(.cancelled(.init(position: position, work: work, reason: reason)))
    }

    mutating func resume(keeping kept: Int? = nil) {
        steps = kept ?? steps
        append(.resumed(.init(steps: steps, resumedAt: startedAt + 3_600_000)))
    }

    mutating func finish(_ status: RunStatus = .finished, answer: String? = "done") {
        append(.finished(.init(status: status, answer: answer)))
    }

    var summary: RunSummary { RunSummary(events) }
}
