import Control
public import Planning
import Simulation
public import Speculation
import Strategies

/// The events of runs that were really carried out, in virtual time.
public enum RiddenRuns {
    /// A run whose drafter is wrong at some steps.
    public static func events(
        mistakes: Set<Int>, depth: Int, _ scheduling: SpeculationMachine.Scheduling, drafterFails: Bool = false
    ) async -> [RunEvent] {
        let clock = ManualClock()
        let log = EventLog()
        let verifier = ScriptedAgent("verifier", delay: .seconds(4), on: clock, cost: Money(nanodollars: 10)) {
            step(after: $0, isRight: true)
        }
        let drafter = ScriptedAgent("drafter", delay: .seconds(1), on: clock, cost: Money(nanodollars: 1)) {
            if drafterFails { throw BackendError(.serverFault, "it is down") }
            return step(after: $0, isRight: !mistakes.contains($0.trajectory.count + 1))
        }
        let crew = Crew(
            drafter: drafter, verifier: verifier, environment: PlanOnlyEnvironment(), sink: log, clock: clock)
        _ = await inVirtualTime(on: clock) {
            await DSPStrategy(controller: FixedDepth(depth), scheduling: scheduling)
                .run(RunStart(header: .testing()), with: crew)
        }
        return log.events
    }

    private static func step(after request: ProposalRequest, isRight: Bool) -> Action {
        let next = request.trajectory.count + 1
        return Action(
            tool: "say", arguments: ["number": .integer(Int64(isRight ? next : -next))],
            answer: next == 8 ? "done" : nil)
    }
}
