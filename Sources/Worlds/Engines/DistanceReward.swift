import Foundation
public import Planning

/// Scores a step by how near to the goal it leads: the reward model that a simulated world has in itself.
///
/// A step on a shortest way is worth 1, and every move that a step costs beyond the shortest way halves that. A
/// step from which no way leads on is worth 0, and so are a step that the world refuses and one that does
/// nothing. To end the task is worth 1 where the goal holds or is out of reach, and else 0. The distance is the
/// exact one where the search finds it among `stateLimit` states, and else a bound that never says too much.
public struct DistanceReward: RewardModel {
    private let world: SimulatedWorld
    private let stateLimit: Int

    /// The distance of any problem of `world`.
    /// - Parameter stateLimit: the most states that one search may look at.
    public init(for world: SimulatedWorld, stateLimit: Int = 5_000) {
        self.world = world
        self.stateLimit = stateLimit
    }

    /// The engine's name in the record.
    public var label: String { model.id.description }

    private var model: Model { .engine("\(world.rawValue)-distance") }

    public func scores(for request: RewardRequest, meter: any CallMeter) async throws -> [Double] {
        do {
            return try await scores(
                in: try world.environment(of: request.task), of: try world.problem.init(parsing: request.task), request,
                meter)
        } catch let error as BlocksworldError {
            throw RewardError(.unsuited, "\(label) cannot read the task: \(error)")
        } catch let error as CountdownError {
            throw RewardError(.unsuited, "\(label) cannot read the task: \(error)")
        }
    }

    private func scores(
        in environment: any Environment, of problem: some SearchedProblem, _ request: RewardRequest,
        _ meter: any CallMeter
    ) async throws -> [Double] {
        try await meter.engineCall(model, purpose: "score") {
            let here = try await distance(of: problem, after: request.trajectory)
            var scores: [Double] = []
            for candidate in request.candidates {
                scores.append(try await score(candidate.action, from: here, in: environment, of: problem, request))
            }
            return EngineAnswer(value: scores, record: scores.map { String(format: "%.3f", $0) }.joined(separator: " "))
        }
    }

    private func score(
        _ action: Action, from here: Distance, in environment: any Environment, of problem: some SearchedProblem,
        _ request: RewardRequest
    ) async throws -> Double {
        if action.finishes || action.tool == "finish" { return here == .unreachable || here.moves == 0 ? 1 : 0 }
        let observation = try await environment.execute(action, after: request.trajectory)
        guard action.tool != nil, !observation.isError else { return 0 }
        var next = request.trajectory
        next.append(Step(action: action, observation: observation))
        let there = try await distance(of: problem, after: next)
        guard here != .unreachable, there != .unreachable else { return 0 }
        // An estimate beside an exact distance would say nothing about the step between them.
        let isExact = here.isExact && there.isExact
        let before = isExact ? here.moves : problem.leastMoves(after: request.trajectory)
        let after = isExact ? there.moves : problem.leastMoves(after: next)
        return exp2(-Double(max(after + 1 - before, 0)))
    }

    private func distance(of problem: some SearchedProblem, after trajectory: Trajectory) async throws -> Distance {
        var search = problem.search(after: trajectory)
        switch try await search.run(stateLimit: stateLimit) {
        case .arrived: return Distance(moves: 0)
        case .move(_, let length): return Distance(moves: length)
        case .unsolvable: return .unreachable
        case nil: return Distance(moves: problem.leastMoves(after: trajectory), isExact: false)
        }
    }

    /// How far the goal is.
    private struct Distance: Equatable {
        let moves: Int
        var isExact = true

        static let unreachable = Distance(moves: .max)
    }
}
