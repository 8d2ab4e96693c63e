import Foundation
import Planning
import Testing

@testable import Worlds

/// A task and the lines of its shortest plan, as the recipe in models/ made them for training.
struct Playout: Decodable, Sendable, CustomTestStringConvertible {
    let task: String
    let lines: [String]

    var testDescription: String { task }

    static func all(of world: SimulatedWorld) throws -> [Playout] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Fixtures/dialects/\(world.rawValue).json")
        return try JSONDecoder().decode([Playout].self, from: Data(contentsOf: file))
    }

    /// Plays the task with the search, which has to ask and to answer line for line what is on record.
    func check(in world: SimulatedWorld) async throws {
        let environment = try world.environment(of: task)
        let trajectory = try await environment.follow(OptimalVerifier(for: world), on: task)
        let lines = try trajectory.steps.indices.map { length in
            let before = Trajectory(Array(trajectory.steps.prefix(length)))
            let question = try world.question(ProposalRequest(task: task, trajectory: before))
            let answer = try #require(question.answer(for: trajectory.steps[length].action))
            #expect(question.action(for: answer + "\n") == trajectory.steps[length].action)
            return question.prompt + answer
        }
        #expect(lines == self.lines)
    }
}
