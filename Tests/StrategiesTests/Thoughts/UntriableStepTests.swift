import Planning
import PlanningTesting
import Speculation
import Strategies
import Synchronization
import Testing

/// Steps that change the world for good.
struct UntriableStepTests {
    /// Looks are free; sending is for ever.
    private final class Post: Environment {
        let sent = Mutex<[String]>([])
        let tools: [ToolDescription] = []

        func earlyExecution(of action: Action) -> EarlyExecution {
            action.tool == "send" ? .refused(reason: "send is destructive") : .allowed
        }

        func execute(_ action: Action, after trajectory: Trajectory) async throws -> Observation {
            if action.tool == "send" { sent.withLock { $0.append(action.canonical) } }
            return Observation("\(action.canonical) at \(trajectory.count)")
        }
    }

    private let post = Post()

    /// Looks, sends, and ends.
    private func action(after trajectory: Trajectory, by author: String) -> Action {
        switch trajectory.count {
        case 0: Action(tool: "look")
        case 1: Action(tool: "send", arguments: ["by": .string(author)])
        default: Action(tool: "end", answer: "done")
        }
    }

    private func strategies() -> [any Strategy] {
        let rewards = BestOfNSettings(drafting: DraftingSettings(drafts: 3))
        return [
            SCoTStrategy(), SCoTStrategy(ThoughtSettings(race: .always)), SelfConsistencyStrategy(),
            BestOfNStrategy(rewards), PDRStrategy(),
        ]
    }

    @Test(arguments: 0..<5) func whatCannotBeTakenBackIsDoneOnceAndAsTheVerifierSays(number: Int) async {
        let clock = ManualClock()
        let log = EventLog()
        let crew = Crew(
            drafter: ScriptedAgent("drafter", delay: .seconds(1), on: clock) {
                action(after: $0.trajectory, by: "drafter")
            },
            verifier: ScriptedChooser(
                ScriptedAgent("verifier", delay: .seconds(4), on: clock) {
                    action(after: $0.trajectory, by: "verifier")
                },
                on: clock
            ) { .certain(0, among: $0.options.count) },
            rewards: Praise(), environment: post, sink: log, clock: clock)
        let strategy = strategies()[number]
        let outcome = await inVirtualTime(on: clock) {
            await strategy.run(RunStart(header: .testing()), with: crew)
        }
        #expect(outcome.status == .finished)
        #expect(outcome.trajectory.steps.map(\.action.tool) == ["look", "send", "end"])
        #expect(post.sent.withLock { $0 } == ["send{\"by\":\"verifier\"}"])
    }

    private struct Praise: RewardModel {
        let label = "praise"

        func scores(for request: RewardRequest, meter: any CallMeter) async throws -> [Double] {
            request.candidates.map { _ in 0.9 }
        }
    }
}
