import Control
import Planning
import PlanningTesting
import Speculation
import Synchronization
import Testing

/// Agents, worlds and records that do not behave.
struct BadDayTests {
    let clock = ManualClock()
    let log = EventLog()

    private func step(_ request: ProposalRequest, last: Int) -> Action {
        let next = request.trajectory.count + 1
        return Action(tool: "say", arguments: ["number": .integer(Int64(next))], answer: next == last ? "done" : nil)
    }

    private func run(
        drafter: any Agent, verifier: any Agent, depth: Int = 2, limits: Limits = Limits(steps: 20),
        environment: any Environment = PlanOnlyEnvironment(), sink: (any EventSink)? = nil
    ) async -> RunOutcome {
        let planner = SpeculativePlanner(
            pair: .speculative(drafter: drafter, verifier: verifier), environment: environment,
            configuration: .init(stepLimit: limits.steps), controller: FixedDepth(depth), sink: sink ?? log,
            clock: clock)
        return await inVirtualTime(on: clock) { await planner.run(RunStart(header: .testing(limits: limits))) }
    }

    /// Carries out anything but `finish` early.
    private struct Echo: Environment {
        let tools: [ToolDescription] = []
        let clock: ManualClock

        func earlyExecution(of action: Action) -> EarlyExecution { action.finishes ? .unneeded : .allowed }

        func execute(_ action: Action, after trajectory: Trajectory) async throws -> Observation {
            try await clock.sleep(for: .seconds(1))
            return Observation("came of \(action.canonical)")
        }
    }

    @Test func whatCameOfAWrongDraftIsNotTheObservationOfTheStepInItsPlace() async {
        let drafter = ScriptedAgent("drafter", delay: .seconds(1), on: clock) { _ in Action(tool: "look") }
        let verifier = ScriptedAgent("verifier", delay: .seconds(4), on: clock) { _ in
            Action(tool: "finish", answer: "done")
        }
        let outcome = await run(drafter: drafter, verifier: verifier, environment: Echo(clock: clock))
        #expect(log.events.contains { $0.name == "executed" })
        #expect(outcome.trajectory == Trajectory([Step(action: Action(tool: "finish", answer: "done"))]))
        // Nor does the step's account hold the time that the draft's action took.
        #expect(RunSummary(log.events).steps.map(\.sequentialTime) == [.seconds(4)])
    }

    /// Whatever is tried early comes to nothing, after a while, and does not stand.
    private final class Unlucky: Environment {
        let tools: [ToolDescription] = []
        private let early: EarlyExecution
        private let clock: ManualClock
        private let delay: Duration
        private let kept: Mutex<Set<Action>> = Mutex([])

        init(early: EarlyExecution, clock: ManualClock, delay: Duration) {
            self.early = early
            self.clock = clock
            self.delay = delay
        }

        /// What was tried and is still kept for whoever may ask for it.
        var leftovers: Set<Action> { kept.withLock { $0 } }

        func earlyExecution(of action: Action) -> EarlyExecution { action.finishes ? .unneeded : early }

        func execute(_ action: Action, after trajectory: Trajectory) async throws -> Observation {
            Observation("done for good")
        }

        func attempt(_ action: Action, after trajectory: Trajectory) async throws -> Observation {
            kept.withLock { _ = $0.insert(action) }
            try await clock.sleep(for: delay)
            throw FailedAttempt(Observation("nobody answers", isError: true))
        }

        func confirm(_ step: Step, after trajectory: Trajectory) async throws -> Planning.Confirmation {
            .stale(reason: "it came to nothing")
        }

        func discard(_ action: Action, after trajectory: Trajectory) {
            kept.withLock { _ = $0.remove(action) }
        }
    }

    /// Before the verdict, which comes at 4 s, and after it.
    @Test(
        arguments: [1, 9],
        [EarlyExecution.allowed, .provisional(changesWorld: false), .provisional(changesWorld: true)])
    func aTryThatCameToNothingIsMadeAgainOnceTheStepIsCertain(seconds: Int, early: EarlyExecution) async {
        let drafter = ScriptedAgent("drafter", delay: .seconds(1), on: clock) { step($0, last: 3) }
        let verifier = ScriptedAgent("verifier", delay: .seconds(4), on: clock) { step($0, last: 3) }
        let environment = Unlucky(early: early, clock: clock, delay: .seconds(seconds))
        let outcome = await run(drafter: drafter, verifier: verifier, environment: environment)
        #expect(outcome.status == .finished)
        #expect(outcome.trajectory.steps.map(\.observation.text) == ["done for good", "done for good", ""])
        // Once for good, and never again.
        #expect(log.events.count { $0.name == "executed" } == 2)
        #expect(!log.events.contains { $0.name == "early-result" })
        #expect(environment.leftovers.isEmpty)
    }

    /// Starts a call and forgets it.
    private struct Forgetful: Agent {
        let label = "forgetful"

        func propose(_ request: ProposalRequest, meter: any CallMeter) async throws -> Proposal {
            _ = try meter.start(.init(model: label, purpose: "action", reservation: Money(nanodollars: 7)))
            throw AgentError(.unparseableAction, "no idea")
        }
    }

    @Test func aCallThatItsAgentForgetsIsSettledAtItsReservation() async {
        let verifier = ScriptedAgent("verifier", delay: .seconds(4), on: clock) { step($0, last: 2) }
        let outcome = await run(drafter: Forgetful(), verifier: verifier)
        #expect(outcome.status == .finished)
        let summary = RunSummary(log.events)
        #expect(summary.openCalls == 0)
        #expect(summary.calls.first { $0.role == .drafter }?.settlement?.cost == Money(nanodollars: 7))
    }

    @Test func moneyThatTheForgetfulHoldDoesNotStallTheVerifier() async {
        let verifier = ScriptedAgent("verifier", delay: .seconds(4), on: clock, cost: Money(nanodollars: 5)) {
            step($0, last: 2)
        }
        let outcome = await run(
            drafter: Forgetful(), verifier: verifier, limits: Limits(steps: 9, cost: Money(nanodollars: 19)))
        #expect(outcome.status == .finished)
    }

    /// Never answers, whatever happens, until the test lets go.
    private final class Deaf: Agent {
        let label = "deaf"
        private let reservation: Money
        private let state = Mutex<(isFree: Bool, waiting: [CheckedContinuation<Void, Never>])>((false, []))

        init(holding reservation: Money) {
            self.reservation = reservation
        }

        func propose(_ request: ProposalRequest, meter: any CallMeter) async throws -> Proposal {
            let call = try meter.start(.init(model: label, purpose: "action", reservation: reservation))
            await withCheckedContinuation { continuation in
                let isFree = state.withLock { state in
                    if !state.isFree { state.waiting.append(continuation) }
                    return state.isFree
                }
                if isFree { continuation.resume() }
            }
            meter.settle(call, .init(outcome: .finished, usage: .zero, cost: .zero))
            // One more, after the end: it must be refused.
            _ = try meter.start(.init(model: label, purpose: "action", reservation: nil))
            return Proposal(action: Action(tool: "late"))
        }

        func letGo() {
            let waiting = state.withLock { state in
                defer { state = (true, []) }
                return state.waiting
            }
            for continuation in waiting { continuation.resume() }
        }
    }

    @Test func theRecordIsCompletedAlthoughADrafterNeverAnswers() async throws {
        let deaf = Deaf(holding: Money(nanodollars: 3))
        let verifier = ScriptedAgent("verifier", delay: .seconds(4), on: clock) { step($0, last: 2) }
        let sink = NoticingSink("finished") { deaf.letGo() }
        let outcome = await run(drafter: deaf, verifier: verifier, sink: sink)
        #expect(outcome.status == .finished)
        let end = try #require(sink.events.last)
        #expect(end.name == "finished")
        // The run was over then, whatever had to be waited for.
        #expect(end.time == .seconds(8))
        let summary = RunSummary(sink.events)
        #expect(summary.openCalls == 0)
        #expect(
            summary.calls.filter { $0.role == .drafter }.map { $0.settlement?.cost } == [
                Money(nanodollars: 3), Money(nanodollars: 3),
            ])
        #expect(summary.calls.allSatisfy { $0.standing != nil })
    }

    @Test func aRecordThatBreaksStopsTheSpendingAtOnce() async {
        let sink = BreakingSink(after: .seconds(6), on: clock)
        let verifier = ScriptedAgent("verifier", delay: .seconds(4), on: clock) { step($0, last: 9) }
        let outcome = await run(
            drafter: ScriptedAgent("drafter", delay: .seconds(1), on: clock) { _ in Action(tool: "wrong") },
            verifier: verifier, sink: sink)
        #expect(outcome.status == .failed)
        #expect(outcome.trajectory.count == 1)
        #expect((outcome.error as? BackendError)?.message == "the disk is full")
        #expect(sink.events.last?.time == .seconds(6))
    }

    @Test func theVerifierWaitsForMoneyThatOthersHoldAndThenGoesOn() async {
        // The first draft is overtaken at 4 s, and lets go of its 50 only at 6 s.
        let deaf = Deaf(holding: Money(nanodollars: 50))
        let verifier = ScriptedAgent("verifier", delay: .seconds(4), on: clock, cost: Money(nanodollars: 20)) {
            step($0, last: 3)
        }
        let limits = Limits(steps: 9, cost: Money(nanodollars: 79))
        let planner = SpeculativePlanner(
            pair: .speculative(drafter: deaf, verifier: verifier), environment: PlanOnlyEnvironment(),
            configuration: .init(stepLimit: 9), controller: FixedDepth(1), sink: log, clock: clock)
        let clock = clock
        let outcome = await inVirtualTime(on: clock) {
            await withTaskGroup { group in
                group.addTask {
                    try? await clock.sleep(for: .seconds(6))
                    deaf.letGo()
                }
                return await planner.run(RunStart(header: .testing(limits: limits)))
            }
        }
        #expect(outcome.status == .finished)
        #expect(outcome.trajectory.count == 3)
        // Steps 2 and 3 take their four seconds each after the waiting.
        #expect(log.events.last?.time == .seconds(14))
    }

    @Test func theStepLimitIsNamed() async throws {
        let agent = ScriptedAgent("agent", on: clock) { step($0, last: 9) }
        let outcome = await run(drafter: agent, verifier: agent, limits: Limits(steps: 3))
        let limit = LimitReached(kind: .steps, used: "3 steps", allowed: "3 steps")
        #expect(outcome.error as? LimitReached == limit)
        #expect(RunSummary(log.events).limit == limit)
    }

    @Test(arguments: 0..<20) func whatAnInterruptionCancelsIsUnusedAndNotFailed(turn: Int) async {
        let planner = SpeculativePlanner(
            pair: .alone(ScriptedAgent("verifier", delay: .seconds(4), on: clock) { step($0, last: 9) }, as: .verifier),
            environment: PlanOnlyEnvironment(), configuration: .init(stepLimit: 20), controller: FixedDepth(0),
            sink: log, clock: clock)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { _ = await planner.run(RunStart(header: .testing())) }
            await clock.sleepers(1)
            group.cancelAll()
        }
        #expect(RunSummary(log.events).calls.map(\.standing) == [.unused])
    }
}

/// Does something when an event comes.
private final class NoticingSink: EventSink {
    private let log = EventLog()
    private let name: String
    private let notice: @Sendable () -> Void

    init(_ name: String, _ notice: @escaping @Sendable () -> Void) {
        self.name = name
        self.notice = notice
    }

    var events: [RunEvent] { log.events }

    func record(_ event: RunEvent) {
        log.record(event)
        if event.name == name { notice() }
    }
}

/// A record whose disk is full after a while, between two flushes.
private final class BreakingSink: EventSink {
    private let log = EventLog()
    private let delay: Duration
    private let clock: ManualClock

    init(after delay: Duration, on clock: ManualClock) {
        self.delay = delay
        self.clock = clock
    }

    var events: [RunEvent] { log.events }

    func record(_ event: RunEvent) { log.record(event) }

    func breakdown() async -> (any Error)? {
        do {
            try await clock.sleep(for: delay)
            return BackendError(.serverFault, "the disk is full")
        } catch {
            return nil
        }
    }
}
