import Planning
import PlanningTesting
import Speculation
import Strategies
import Synchronization

/// Who thinks in these tests, on one clock: a drafter whose drafts each say what a list says, in a second, and a verifier
/// that says 42, in ten, and chooses in one.
struct Thinkers {
    let clock = ManualClock()
    let log = EventLog()
    /// What each draft answers; nil fails. A draft takes a second longer than the one before where `spread` is set.
    var drafts: [String?] = ["42", "42", "42", "42", "42"]
    var spread = Duration.zero
    var draftTime = Duration.seconds(1)
    /// The verifier's answer; nil fails.
    var answer: String? = "42"
    var thinking = Duration.seconds(10)
    var choosing = Duration.seconds(1)
    /// How the verifier chooses; by default it knows the right answer.
    var ballot: @Sendable (ChoiceRequest) throws -> Ballot = { request in
        .certain(request.options.firstIndex { $0.answer == "42" }, among: request.options.count)
    }
    var rewards: (any RewardModel)?
    var environment: any Environment = PlanOnlyEnvironment()

    var verifier: ScriptedChooser {
        let answer = answer
        return ScriptedChooser(
            ScriptedAgent("verifier", delay: thinking, on: clock, cost: Money(nanodollars: 100)) { _ in
                guard let answer else { throw BackendError(.serverFault, "the verifier is down") }
                return Action(text: "thinking: \(answer)", answer: answer)
            }, delay: choosing, on: clock, cost: Money(nanodollars: 5), ballot: ballot)
    }

    func crew() -> Crew {
        Crew(
            drafter: DraftingAgent(answers: drafts, time: draftTime, spread: spread, clock: clock), verifier: verifier,
            rewards: rewards, environment: environment, sink: log, clock: clock)
    }

    func run(
        _ strategy: some Strategy, limits: Limits = Limits(steps: 9), lambda: Double = 0.5
    ) async -> RunOutcome {
        let crew = crew()
        return await inVirtualTime(on: clock) {
            await strategy.run(RunStart(header: .testing(limits: limits, lambda: lambda)), with: crew)
        }
    }

    var latency: Duration { log.events.last?.time ?? .zero }

    var selections: [RunEvent.Selected] {
        log.events.compactMap { if case .selected(let selected) = $0.kind { selected } else { nil } }
    }

    func calls(_ role: AgentRole) -> Int {
        log.events.count { if case .callStarted(let call) = $0.kind { call.role == role } else { false } }
    }

    var summary: RunSummary { RunSummary(log.events) }
}

/// Answers the draft of each number as a list says, in one step.
struct DraftingAgent: Agent {
    let answers: [String?]
    let time: Duration
    let spread: Duration
    let clock: ManualClock

    var label: String { "drafter" }

    func propose(_ request: ProposalRequest, meter: any CallMeter) async throws -> Proposal {
        let number = request.sampling?.number ?? 0
        let answer = answers[number % answers.count]
        let agent = ScriptedAgent(
            "drafter", delay: time + spread * number, on: clock, cost: Money(nanodollars: 10)
        ) { _ in
            guard let answer else { throw BackendError(.serverFault, "the drafter is down") }
            return Action(text: "draft \(number) says \(answer)", answer: answer)
        }
        return try await agent.propose(request, meter: meter)
    }
}
