import EmbeddedEngine
import Foundation
import Planning
import Testing
import Worlds

/// Several answers to one question, which a search asks for.
struct SampledAnswersTests {
    private func request(_ world: SimulatedWorld, _ number: Int?, temperature: Double = 1) -> ProposalRequest {
        // Small numbers: what is too large for the models is a move of the engines alone.
        let task = world == .countdown ? "7 4 5 2 -> 33" : world.randomTask(seed: 3, forModels: true)
        return ProposalRequest(
            task: task, trajectory: Trajectory(),
            sampling: number.map { .init(number: $0, temperature: temperature) })
    }

    @Test(arguments: SimulatedWorld.allCases) func enginesNameEveryPossibleMoveOnce(world: SimulatedWorld) async throws
    {
        for engine in [GreedyDrafter(for: world), OptimalVerifier(for: world)] as [any Agent] {
            func answer(_ number: Int?, temperature: Double = 1) async throws -> Action {
                try await engine.propose(request(world, number, temperature: temperature), meter: RecordingMeter())
                    .action
            }
            let own = try await answer(nil)
            let moves = try world.question(request(world, nil)).choices.map(\.action).filter { !$0.finishes }
            var answers: [Action] = []
            for number in moves.indices { answers.append(try await answer(number)) }
            #expect(answers.first == own)
            #expect(Set(answers) == Set(moves))
            #expect(try await answer(moves.count) == own)
            #expect(try await answer(1, temperature: 0) == own)
        }
    }

    @Test func whatLeadsNearestToTheTargetComesFirst() async throws {
        var results: [Int64] = []
        for number in 1..<6 {
            let request = ProposalRequest(
                task: "3 5 7 -> 40", trajectory: Trajectory(), sampling: .init(number: number, temperature: 1))
            let action = try await GreedyDrafter(for: .countdown).propose(request, meter: RecordingMeter()).action
            let observation = try await SimulatedWorld.countdown.environment(of: "3 5 7 -> 40").execute(
                action, after: Trajectory())
            let numbers = observation.text.split(separator: ", ").compactMap { Int64($0) }
            results.append(numbers.map { abs($0 - 40) }.min() ?? 0)
        }
        #expect(results == results.sorted(), "\(results)")
    }

    @Test(arguments: SimulatedWorld.allCases) func modelsDrawTheirAnswers(world: SimulatedWorld) async throws {
        let name = "\(world.rawValue)-drafter"
        let model = try EmbeddedModel.shipped(world, "drafter")
        func answers(seed: UInt64, temperature: Double) async throws -> [Action] {
            let planner = TrainedPlanner(
                for: world, asking: model, knownAs: Model(id: ModelID(provider: "embedded", name: name), price: .free),
                seed: seed)
            var answers: [Action] = []
            for number in 0..<12 {
                let request = request(world, number, temperature: temperature)
                let action = try await planner.propose(request, meter: RecordingMeter()).action
                #expect(try world.question(request).choices.contains { $0.action == action })
                answers.append(action)
            }
            return answers
        }
        let first = try await answers(seed: 1, temperature: 3)
        #expect(Set(first).count > 1)
        #expect(try await answers(seed: 1, temperature: 3) == first)
        #expect(try await answers(seed: 2, temperature: 3) != first)
        #expect(Set(try await answers(seed: 1, temperature: 0)).count == 1)
    }

    @Test func theRecordOfADrawnChoiceNamesWhatWasDrawn() async throws {
        let planner = TrainedPlanner(
            for: .countdown, asking: try .shipped(.countdown, "drafter"),
            knownAs: Model(id: ModelID(provider: "embedded", name: "countdown-drafter"), price: .free), seed: 1)
        var drawn: Set<String> = []
        for number in 0..<40 {
            let request = request(.countdown, number, temperature: 3)
            let meter = RecordingMeter()
            let action = try await planner.propose(request, meter: meter).action
            guard let last = meter.records.last, last.announcement.purpose == "choice" else { continue }
            let answer = try SimulatedWorld.countdown.question(request).answer(for: action)
            #expect(last.settlements.first?.response == answer)
            drawn.insert(answer ?? "")
        }
        #expect(drawn.count > 1, "then nothing was drawn")
    }
}
