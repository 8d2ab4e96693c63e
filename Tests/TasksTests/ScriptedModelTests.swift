import Planning
import PlanningTesting
import Simulation
import Synchronization
import Testing
import Worlds

@testable import Tasks

/// Models of known quality are as good, as fast and as dear as they say.
struct ScriptedModelTests {
    private let key = AnswerKey.world(.countdown)

    private func requests(_ count: Int) throws -> [ProposalRequest] {
        try CheckedTask.tasks(of: .countdown, count: count, sizes: 3...3, seed: 5)
            .map { ProposalRequest(task: $0.text, trajectory: Trajectory()) }
    }

    @Test(arguments: [
        "scripted/0.8", "scripted/1:2", "scripted/0:1.5s", "scripted/0.5:0:0.002", "scripted/1:6s:0.01",
    ])
    func itsNameSaysWhatItIsLike(name: String) throws {
        let script = try #require(ModelScript(name))
        #expect(script.name == name)
    }

    @Test(arguments: [
        "scripted/", "scripted/1.5", "scripted/-1", "scripted/x", "scripted/1:x", "scripted/1:-1", "scripted/1:1:-1",
        "scripted/1:1:1:1", "0.8", "scripted/nan", "scripted/1:inf",
    ])
    func whatIsNoSuchNameIsNone(name: String) {
        #expect(ModelScript(name) == nil)
    }

    @Test(arguments: [0, 0.3, 0.8, 1]) func itIsRightAsOftenAsItSays(quality: Double) throws {
        let script = try #require(ModelScript("scripted/\(quality)"))
        var right = 0
        let requests = try requests(60)
        for seed in 1...10 {
            let solver = ScriptedSolver(script, key: key, seed: UInt64(seed), clock: ContinuousClock())
            for request in requests {
                let options = try key.options(for: request)
                let action = try solver.decision(for: request)
                #expect(action == options.right || options.others.contains(action))
                #expect(try solver.decision(for: request) == action)
                right += action == options.right ? 1 : 0
            }
        }
        // Six hundred draws: four standard deviations.
        #expect(abs(Double(right) / 600 - quality) <= 4 * (quality * (1 - quality) / 600).squareRoot())
    }

    @Test func answersOfOtherNumbersAreDrawnAnewAndWithoutATemperatureTheyAreNot() throws {
        let solver = ScriptedSolver(
            try #require(ModelScript("scripted/0.5")), key: key, seed: 1, clock: ContinuousClock())
        let request = try requests(1)[0]
        func answers(_ temperature: Double) throws -> Set<Action> {
            Set(
                try (0..<12).map { number in
                    try solver.decision(
                        for: ProposalRequest(
                            task: request.task, trajectory: request.trajectory,
                            sampling: .init(number: number, temperature: temperature)))
                })
        }
        #expect(try answers(0.7).count > 1)
        #expect(try answers(0).count == 1)
    }

    @Test func aCallTakesItsTimeAndItsMoney() async throws {
        let clock = ManualClock()
        let script = try #require(ModelScript("scripted/1:2.5s:0.003"))
        let solver = ScriptedSolver(script, key: key, seed: 1, clock: clock)
        let request = try requests(1)[0]
        let meter = NotingMeter()
        let start = clock.now
        let proposal = await inVirtualTime(on: clock) { try? await solver.propose(request, meter: meter) }
        #expect(proposal?.action == (try key.options(for: request).right))
        #expect(start.duration(to: clock.now) == .milliseconds(2500))
        #expect(meter.costs == [Money(nanodollars: 3_000_000)])
    }

    @Test(arguments: [0.5, 0.75, 0.95]) func aRewardModelTellsRightFromWrongAsOftenAsItSays(auc: Double) throws {
        let reward = ScriptedReward(
            try #require(ModelScript("scripted/\(auc)")), key: key, seed: 3, clock: ContinuousClock())
        var (right, wrong): ([Double], [Double]) = ([], [])
        for request in try requests(100) {
            let options = try key.options(for: request)
            let candidates = ([options.right] + options.others).map { Proposal(action: $0) }
            let scores = try reward.scores(
                for: RewardRequest(task: request.task, trajectory: request.trajectory, candidates: candidates))
            #expect(scores.allSatisfy { (0...1).contains($0) })
            right.append(scores[0])
            wrong += scores.dropFirst()
        }
        let pairs = right.flatMap { one in wrong.map { one > $0 ? 1.0 : one == $0 ? 0.5 : 0 } }
        #expect(abs(pairs.reduce(0, +) / Double(pairs.count) - auc) < 0.08)
    }

    @Test func questionsAreKnownByTheirTexts() throws {
        let tasks = [CheckedTask(name: "q", text: "Two and two?", measure: .answer("4"))]
        let key = try #require(AnswerKey(of: tasks))
        let options = try key.options(for: ProposalRequest(task: "Two and two?", trajectory: Trajectory()))
        #expect(options.right.answer == "4")
        #expect(!options.others.contains(options.right))
        #expect(throws: AgentError.self) {
            try key.options(for: ProposalRequest(task: "Another?", trajectory: Trajectory()))
        }
    }
}

/// Notes what calls cost.
private final class NotingMeter: CallMeter {
    private let settled = Mutex<[Money?]>([])

    var costs: [Money?] { settled.withLock { $0 } }

    func start(_ call: CallAnnouncement) throws(LimitReached) -> CallID { CallID(1) }

    func firstToken(of call: CallID) {}

    func settle(_ call: CallID, _ settlement: CallSettlement) {
        settled.withLock { $0.append(settlement.cost) }
    }
}
