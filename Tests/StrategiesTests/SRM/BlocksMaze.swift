import Planning
import Worlds

@testable import Strategies

/// All that can be done with three or four blocks, and how far it is to a goal.
struct BlocksMaze {
    let problem: BlocksworldProblem
    private let states: [String: BlocksworldState]
    /// The fewest moves from each state to the goal.
    let distance: [String: Int]

    init(_ problem: BlocksworldProblem) {
        self.problem = problem
        var states = [problem.describe(problem.start): problem.start]
        var order = [problem.describe(problem.start)]
        var before: [String: [String]] = [:]
        var place = 0
        while place < order.count {
            let name = order[place]
            place += 1
            guard let state = states[name] else { continue }
            for next in state.legalMoves.compactMap(state.applying) {
                let other = problem.describe(next)
                before[other, default: []].append(name)
                if states.updateValue(next, forKey: other) == nil { order.append(other) }
            }
        }
        self.states = states
        let goals = order.filter { name in
            states[name].map { problem.goal.holds(in: $0) && $0.held == nil } ?? false
        }
        var distance = Dictionary(uniqueKeysWithValues: goals.map { ($0, 0) })
        var front = goals
        while !front.isEmpty {
            var next: [String] = []
            for name in front {
                for earlier in before[name] ?? [] where distance[earlier] == nil {
                    distance[earlier] = (distance[name] ?? 0) + 1
                    next.append(earlier)
                }
            }
            front = next
        }
        self.distance = distance
    }

    var start: String { problem.describe(problem.start) }

    /// The states that one move leads to.
    func moves(from name: String) -> [String] {
        guard let state = states[name] else { return [] }
        return state.legalMoves.compactMap(state.applying).map(problem.describe)
    }

    /// Searches where a step on a shortest way scores `right` and any other one `wrong`.
    func search(
        _ settings: SearchSettings, right: Double = 1, wrong: Double = 0.25,
        score: ((_ isRight: Bool) -> Double)? = nil
    ) -> Maze.Course? {
        guard let goal = distance.first(where: { $0.value == 0 && isGoal($0.key) })?.key else { return nil }
        let maze = Maze(start: start, goal: goal) { name in
            moves(from: name).map { next in
                let isRight = (distance[next] ?? .max) < (distance[name] ?? 0)
                return (next, score?(isRight) ?? (isRight ? right : wrong))
            }
        } verifier: { name in
            moves(from: name).first { (distance[$0] ?? .max) < (distance[name] ?? 0) }
        }
        return maze.search(settings, deepest: 30)
    }

    private func isGoal(_ name: String) -> Bool { distance[name] == 0 }

    /// Every arrangement of `names` in towers, as the words of a task.
    static func arrangements(of names: [String]) -> [String] {
        func towers(_ rest: [String], _ done: [[String]]) -> [[[String]]] {
            guard let block = rest.first else { return [done] }
            let remaining = Array(rest.dropFirst())
            var all = towers(remaining, done + [[block]])
            for tower in done.indices {
                for height in 0...done[tower].count {
                    var changed = done
                    changed[tower].insert(block, at: height)
                    all += towers(remaining, changed)
                }
            }
            return all
        }
        return Set(
            towers(names, []).map { towers in
                towers.flatMap { tower in
                    tower.enumerated().map { height, block in
                        "\(block) on \(height == 0 ? "table" : tower[height - 1])"
                    }
                }.sorted().joined(separator: ", ")
            }
        ).sorted()
    }
}
