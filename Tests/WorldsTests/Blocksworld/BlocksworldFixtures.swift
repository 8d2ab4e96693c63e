@testable import Worlds

enum Arrangements {
    /// Every arrangement of `count` blocks with an empty hand.
    static func all(of count: Int) -> [BlocksworldState] {
        var found: Set<BlocksworldState> = [BlocksworldState(blocksOnTable: count)]
        var open = Array(found)
        while let state = open.popLast() {
            for move in state.legalMoves {
                guard let next = state.applying(move), found.insert(next).inserted else { continue }
                open.append(next)
            }
        }
        return found.filter { $0.held == nil }.sorted { $0.code.bits < $1.code.bits }
    }

    /// The number of steps from every state to the nearest one where `goal` holds, by breadth-first
    /// search back from there. Moves can be undone, so distances are the same both ways.
    static func distances(to goal: BlocksworldGoal, blocks: Int) -> [BlocksworldState: Int] {
        let ends = all(of: blocks).filter(goal.holds(in:))
        var distances = Dictionary(uniqueKeysWithValues: ends.map { ($0, 0) })
        var front = ends
        while !front.isEmpty {
            var next: [BlocksworldState] = []
            for state in front {
                for move in state.legalMoves {
                    guard let neighbour = state.applying(move), distances[neighbour] == nil else { continue }
                    distances[neighbour, default: 0] = (distances[state] ?? 0) + 1
                    next.append(neighbour)
                }
            }
            front = next
        }
        return distances
    }

    /// The goal that wants exactly `state`, or only what it says of `blocks`.
    static func goal(_ state: BlocksworldState, only blocks: Set<Int>? = nil) -> BlocksworldGoal? {
        let chosen = (0..<state.count).filter { blocks?.contains($0) ?? true }
        return BlocksworldGoal(
            count: state.count, places: Dictionary(uniqueKeysWithValues: chosen.map { ($0, state.place(of: $0)) }))
    }
}
