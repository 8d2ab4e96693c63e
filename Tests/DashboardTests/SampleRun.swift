import Planning

/// A run of two steps that never happened: the first draft is right, the second is not, and a third is cancelled.
struct SampleRun {
    let id: RunID
    private(set) var events: [RunEvent] = []
    private var time = Duration.zero

    init(_ number: UInt64 = 1, task: String = "caption the picture", strategy: String = "dsp", lambda: Double = 0.5) {
        var generator = SeededGenerator(seed: number)
        let startedAt = 1_750_000_000_000 + Int64(number) * 1000
        id = RunID(milliseconds: UInt64(startedAt), using: &generator)
        append(
            .started(
                RunHeader(
                    run: id, startedAt: startedAt, task: task, agent: "openagi", drafter: "lab/small",
                    verifier: "lab/large", strategy: strategy, guarantee: .lossless, scheduling: "continuous",
                    lambda: lambda, seed: 7, limits: Limits(steps: 30))))
    }

    /// The whole run, ended.
    static func ended(
        _ number: UInt64 = 1, task: String = "caption the picture", strategy: String = "dsp", lambda: Double = 0.5
    ) -> SampleRun {
        var run = SampleRun(number, task: task, strategy: strategy, lambda: lambda)
        run.act()
        run.append(.finished(.init(status: .finished, answer: "a dog")))
        return run
    }

    /// Everything but the end.
    mutating func act() {
        let (first, second, other) = (
            Action(tool: "look"), Action(tool: "guess"), Action(tool: "finish", answer: "a dog")
        )
        append(
            .depthChosen(
                .init(position: 1, depth: 2, reason: "worth it", acceptance: 0.8, survival: 0.8, threshold: 0.3)))
        start(1, .verifier, at: 1, after: [])
        start(2, .drafter, at: 1, after: [])
        wait(20)
        settle(2, 20, cost: 10)
        append(.drafted(.init(position: 1, action: first, thought: "I look", confidence: 0.9, calls: [CallID(2)])))
        append(
            .executed(
                .init(
                    position: 1, action: first, observation: Observation("a dog"), early: true,
                    duration: .milliseconds(5))))
        let seen = [Step(action: first, observation: Observation("a dog"))]
        start(3, .drafter, at: 2, after: seen)
        start(4, .verifier, at: 2, after: seen)
        wait(20)
        settle(3, 20, cost: 10)
        append(.drafted(.init(position: 2, action: second, thought: nil, confidence: 0.4, calls: [CallID(3)])))
        start(5, .drafter, at: 3, after: [])
        wait(60)
        settle(1, 100, cost: 100)
        append(.judged(.init(position: 1, action: first, thought: nil, agrees: true, calls: [CallID(1)])))
        resolve(1, .useful)
        resolve(2, .useful)
        commit(1, first, "a dog", .drafted)
        wait(20)
        settle(4, 100, cost: 100)
        append(.judged(.init(position: 2, action: other, thought: nil, agrees: false, calls: [CallID(4)])))
        append(.cancelled(.init(position: 3, work: .draft, reason: .wrongPrefix)))
        settle(5, 80, .cancelled, cost: 4, .estimated)
        resolve(5, .wrongPrefix)
        resolve(4, .useful)
        resolve(3, .mismatched)
        commit(2, other, "", .verifier)
    }

    mutating func append(_ kind: RunEvent.Kind) {
        events.append(RunEvent(run: id, sequence: events.count + 1, time: time, kind: kind))
    }

    private mutating func wait(_ milliseconds: Int) { time += .milliseconds(milliseconds) }

    private mutating func start(_ call: Int, _ role: AgentRole, at position: Int, after steps: [Step]) {
        append(
            .callStarted(
                .init(
                    call: CallID(call), role: role, position: position,
                    prefix: String(Trajectory(steps).fingerprint, radix: 16),
                    announcement: CallAnnouncement(
                        model: role == .drafter ? "lab/small" : "lab/large", purpose: "action",
                        endpoint: "http://127.0.0.1/v1", reservation: Money(nanodollars: 500)))))
    }

    private mutating func settle(
        _ call: Int, _ milliseconds: Int, _ outcome: CallSettlement.Outcome = .finished, cost: Int64,
        _ provenance: Provenance = .reported
    ) {
        append(
            .callSettled(
                .init(
                    call: CallID(call), firstToken: .milliseconds(2), duration: .milliseconds(milliseconds),
                    settlement: CallSettlement(
                        outcome: outcome, usage: Usage(freshInput: 40, output: 3, provenance: provenance),
                        cost: Money(nanodollars: cost), response: "<tool>look</tool>"))))
    }

    private mutating func resolve(_ call: Int, _ standing: CallStanding) {
        append(.callResolved(.init(call: CallID(call), standing: standing)))
    }

    private mutating func commit(_ position: Int, _ action: Action, _ observation: String, _ source: StepSource) {
        append(
            .committed(
                .init(
                    position: position, step: Step(action: action, observation: Observation(observation)),
                    source: source, verifierTime: .milliseconds(100), verifierCost: Money(nanodollars: 100),
                    executionTime: .milliseconds(5))))
    }
}
