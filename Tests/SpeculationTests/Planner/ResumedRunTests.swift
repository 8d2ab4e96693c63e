import Control
import Planning
import PlanningTesting
import Speculation
import Testing

/// Runs that go on where another process died, and what must not happen twice.
struct ResumedRunTests {
    let clock = ManualClock()

    /// Sends letters one by one: nothing that may happen early.
    private struct Letterbox: Environment {
        let tools: [ToolDescription] = []
        let sent: EventCounter
        var work: @Sendable () async throws -> Void = {}

        func earlyExecution(of action: Action) -> EarlyExecution { .refused(reason: "a letter cannot be taken back") }

        func execute(_ action: Action, after trajectory: Trajectory) async throws -> Observation {
            sent.count()
            try await work()
            return Observation("letter \(trajectory.count + 1) is on its way")
        }
    }

    private func verifier(last: Int) -> ScriptedAgent {
        ScriptedAgent("verifier", delay: .seconds(1), on: clock) { request in
            let next = request.trajectory.count + 1
            return Action(
                tool: "send", arguments: ["letter": .integer(Int64(next))], answer: next == last ? "done" : nil)
        }
    }

    private func planner(last: Int, _ environment: any Environment, _ log: any EventSink)
        -> SpeculativePlanner<FixedDepth>
    {
        SpeculativePlanner(
            pair: .alone(verifier(last: last), as: .verifier), environment: environment,
            configuration: .init(stepLimit: 9), controller: FixedDepth(0), sink: log, clock: clock)
    }

    private func resumption(of events: [RunEvent]) -> RunStart {
        let summary = RunSummary(events)
        return RunStart(
            header: .testing(),
            resumption: .init(
                trajectory: summary.trajectory, unfinished: UnfinishedStep(after: events), spent: .zero,
                elapsed: summary.latency, nextSequence: summary.lastSequence + 1, nextCall: summary.calls.count + 1,
                resumedAt: 0))
    }

    /// What the record of a whole run holds when its process is killed after the event for which
    /// `isLast` is true for the second time.
    private func killed(at name: String) async -> [RunEvent] {
        let log = EventLog()
        let planner = planner(last: 3, Letterbox(sent: EventCounter()), log)
        _ = await inVirtualTime(on: clock) { await planner.run(RunStart(header: .testing())) }
        let places = log.events.indices.filter { log.events[$0].name == name }
        return Array(log.events[...places[1]])
    }

    @Test func anActionThatMayHaveHappenedIsNotRepeatedAndTheAgentIsTold() async {
        let before = await killed(at: "executing")
        let sent = EventCounter()
        let log = EventLog()
        let planner = planner(last: 3, Letterbox(sent: sent), log)
        let start = resumption(of: before)
        let outcome = await inVirtualTime(on: clock) { await planner.run(start) }
        #expect(outcome.status == .finished)
        #expect(outcome.trajectory.count == 3)
        #expect(outcome.trajectory.steps[1].observation == UnfinishedStep.unknown)
        #expect(sent.total == 1)
        let summary = RunSummary(before + log.events)
        #expect(summary.trajectory == outcome.trajectory)
        #expect(summary.steps[1].sequentialTime == .seconds(1))
        #expect(summary.calls.allSatisfy { $0.standing == .useful })
    }

    @Test func anActionThatIsKnownToHaveHappenedKeepsItsObservation() async {
        let before = await killed(at: "executed")
        let planner = planner(last: 3, Letterbox(sent: EventCounter()), EventLog())
        let start = resumption(of: before)
        let outcome = await inVirtualTime(on: clock) { await planner.run(start) }
        #expect(outcome.trajectory.steps[1].observation.text == "letter 2 is on its way")
    }

    @Test func aCommittedStepLeavesNothingUnfinished() async {
        #expect(UnfinishedStep(after: await killed(at: "committed")) == nil)
        #expect(UnfinishedStep(after: await killed(at: "judged")) == nil)
    }

    @Test func aProcessThatDiedAgainBeforeItCommittedTheStepDoesNotLoseIt() async {
        let before = await killed(at: "executing")
        let resumed = RunEvent(
            run: before[0].run, sequence: before.count + 1, time: .seconds(9),
            kind: .resumed(.init(steps: 1, resumedAt: 0)))
        #expect(UnfinishedStep(after: before + [resumed])?.position == 2)
    }

    @Test func anInterruptedActionThatWasCarriedOutIsRecorded() async {
        let log = EventLog()
        // Deaf to its cancellation: the letter is gone.
        let clock = clock
        let planner = planner(
            last: 3, Letterbox(sent: EventCounter()) { try? await clock.sleep(for: .seconds(5)) }, log)
        let outcome = await inVirtualTime(on: clock) {
            await withTaskGroup(of: RunOutcome?.self) { group in
                group.addTask { await planner.run(RunStart(header: .testing())) }
                group.addTask {
                    try? await clock.sleep(for: .seconds(3))
                    return nil
                }
                _ = await group.next()
                group.cancelAll()
                return await group.next() ?? nil
            }
        }
        #expect(outcome?.status == .interrupted)
        #expect(outcome?.trajectory.count == 0)
        #expect(UnfinishedStep(after: log.events)?.step.observation.text == "letter 1 is on its way")
    }

    @Test func aRunThatDiedRightAfterItsLastStepOnlyHasToSaySo() async {
        let log = EventLog()
        let sent = EventCounter()
        let planner = planner(last: 3, Letterbox(sent: sent), log)
        var trajectory = Trajectory()
        for number in 1...3 {
            trajectory.append(Step(action: Action(tool: "send", answer: number == 3 ? "done" : nil)))
        }
        let resumption = RunStart.Resumption(
            trajectory: trajectory, spent: .zero, elapsed: .zero, nextSequence: 9, nextCall: 4, resumedAt: 0)
        let start = RunStart(header: .testing(), resumption: resumption)
        let outcome = await inVirtualTime(on: clock) { await planner.run(start) }
        #expect(outcome.status == .finished)
        #expect(outcome.answer == "done")
        #expect(log.events.map(\.name) == ["resumed", "finished"])
    }

    @Test func aRunWithoutTimeLeftStartsNothing() async {
        let log = EventLog()
        let planner = planner(last: 3, Letterbox(sent: EventCounter()), log)
        let resumption = RunStart.Resumption(
            trajectory: Trajectory(), spent: .zero, elapsed: .seconds(60), nextSequence: 9, nextCall: 4, resumedAt: 0)
        let start = RunStart(
            header: .testing(limits: Limits(steps: 9, time: .seconds(60))), resumption: resumption)
        let outcome = await inVirtualTime(on: clock) { await planner.run(start) }
        #expect(outcome.status == .limit)
        #expect((outcome.error as? LimitReached)?.kind == .time)
        #expect(log.events.map(\.name) == ["resumed", "finished"])
    }
}
