public import Planning

/// Writes down the events of a run that never happened, one after another.
public struct InventedRun {
    /// Its name.
    public static let id = RunID("01JZZZZZZZ0123456789ABCDEF") ?? { preconditionFailure("a valid name") }()
    /// When it began, in milliseconds since 1970.
    public static let startedAt: Int64 = 1_750_000_000_000

    /// What has happened so far.
    public private(set) var events: [RunEvent] = []
    /// How far it has come.
    public private(set) var time = Duration.zero
    private var calls = 0

    /// A run that has begun.
    public init(task: String = "a secret task") {
        append(
            .started(
                RunHeader(
                    run: Self.id, startedAt: Self.startedAt, task: task, agent: "planner", drafter: "local/small",
                    verifier: "gemini/large", strategy: "dsp", guarantee: .lossless, scheduling: "continuous",
                    lambda: 0.7, seed: 7, limits: Limits(steps: 30))))
    }

    /// Lets time pass.
    public mutating func wait(_ duration: Duration) { time += duration }

    /// Adds any event, at the time that it is.
    public mutating func append(_ kind: RunEvent.Kind) {
        events.append(RunEvent(run: Self.id, sequence: events.count + 1, time: time, kind: kind))
    }

    /// Starts a call.
    @discardableResult
    public mutating func start(_ role: AgentRole, at position: Int) -> CallID {
        calls += 1
        let announcement = CallAnnouncement(
            model: role == .drafter ? "local/small" : "gemini/large", purpose: "action",
            endpoint: role == .drafter ? nil : "https://example.org/v1/chat", reservation: .zero)
        append(
            .callStarted(
                .init(call: CallID(calls), role: role, position: position, prefix: "00ff", announcement: announcement)))
        return CallID(calls)
    }

    /// Settles a call; `duration` is how long it took.
    public mutating func settle(
        _ call: CallID, _ outcome: CallSettlement.Outcome = .finished, after duration: Duration,
        cost: Int64? = 1_000_000, error: String? = nil
    ) {
        append(
            .callSettled(
                .init(
                    call: call, firstToken: .milliseconds(5), duration: duration,
                    settlement: CallSettlement(
                        outcome: outcome,
                        usage: Usage(
                            freshInput: 400, cacheRead: 100, cacheWrite: 20, output: 30, reasoning: 10,
                            provenance: outcome == .cancelled ? .estimated : .reported),
                        cost: cost.map(Money.init(nanodollars:)), error: error, requestID: "req-\(call)",
                        response: "a secret answer"))))
    }

    /// Says what became of a call.
    public mutating func resolve(_ call: CallID, _ standing: CallStanding) {
        append(.callResolved(.init(call: call, standing: standing)))
    }

    /// The drafter proposes to call `tool`.
    public mutating func draft(_ position: Int, _ tool: String, by call: CallID) {
        append(
            .drafted(
                .init(position: position, action: Action(tool: tool), thought: nil, confidence: nil, calls: [call])))
    }

    /// The verifier would call `tool`.
    public mutating func judge(_ position: Int, _ tool: String, agrees: Bool?, by call: CallID) {
        append(
            .judged(
                .init(position: position, action: Action(tool: tool), thought: nil, agrees: agrees, calls: [call])))
    }

    /// `tool` was called.
    public mutating func execute(_ position: Int, _ tool: String, early: Bool = true, isError: Bool = false) {
        append(
            .executed(
                .init(
                    position: position, action: Action(tool: tool, arguments: ["to": "a secret place"]),
                    observation: Observation("a secret sight", isError: isError), early: early,
                    duration: .milliseconds(10))))
    }

    /// The call of `tool` is added to the steps.
    public mutating func commit(_ position: Int, _ tool: String, source: StepSource = .drafted) {
        append(
            .committed(
                .init(
                    position: position,
                    step: Step(
                        action: Action(tool: tool, arguments: ["to": "a secret place"]),
                        observation: Observation("a secret sight")),
                    source: source, verifierTime: .milliseconds(200), verifierCost: nil,
                    executionTime: .milliseconds(10))))
    }

    /// Ends it.
    public mutating func finish(_ status: RunStatus = .finished, answer: String? = "a secret end", error: String? = nil)
    {
        append(.finished(.init(status: status, answer: answer, error: error)))
    }

    /// Step 1 is drafted, carried out early and confirmed; step 2 is drafted and decided otherwise, so that what was
    /// drafted and verified of step 3 falls.
    public static func typical() -> InventedRun {
        var run = InventedRun()
        let verifier = run.start(.verifier, at: 1)
        let first = run.start(.drafter, at: 1)
        run.wait(.milliseconds(50))
        run.settle(first, after: .milliseconds(50), cost: 10_000)
        run.draft(1, "go", by: first)
        run.execute(1, "go")
        let second = run.start(.drafter, at: 2)
        let verifier2 = run.start(.verifier, at: 2)
        run.wait(.milliseconds(50))
        run.settle(second, after: .milliseconds(50), cost: 10_000)
        run.draft(2, "jump", by: second)
        run.execute(2, "jump")
        let verifier3 = run.start(.verifier, at: 3)
        run.wait(.milliseconds(100))
        run.settle(verifier, after: .milliseconds(200))
        run.judge(1, "go", agrees: true, by: verifier)
        run.resolve(verifier, .useful)
        run.resolve(first, .useful)
        run.commit(1, "go")
        run.wait(.milliseconds(50))
        run.settle(verifier2, after: .milliseconds(200))
        run.judge(2, "walk", agrees: false, by: verifier2)
        run.resolve(verifier2, .useful)
        run.resolve(second, .mismatched)
        run.append(.cancelled(.init(position: 3, work: .verification, reason: .wrongPrefix)))
        run.execute(2, "walk", early: false)
        run.commit(2, "walk", source: .verifier)
        run.settle(verifier3, .cancelled, after: .milliseconds(150))
        run.resolve(verifier3, .wrongPrefix)
        run.finish()
        return run
    }
}
