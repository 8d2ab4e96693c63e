import Planning
import Synchronization

@testable import Worlds

/// Keeps what engines report.
final class RecordingMeter: CallMeter {
    struct Record: Equatable {
        var announcement: CallAnnouncement
        var settlements: [CallSettlement] = []
    }

    private let calls = Mutex<[Record]>([])
    private let isExhausted: Bool

    init(isExhausted: Bool = false) {
        self.isExhausted = isExhausted
    }

    var records: [Record] { calls.withLock { $0 } }

    func start(_ call: CallAnnouncement) throws(LimitReached) -> CallID {
        if isExhausted { throw LimitReached(kind: .cost, used: "$1", allowed: "$1") }
        return calls.withLock { calls in
            calls.append(Record(announcement: call))
            return CallID(calls.count)
        }
    }

    func firstToken(of call: CallID) {}

    func settle(_ call: CallID, _ settlement: CallSettlement) {
        calls.withLock { $0[call.number - 1].settlements.append(settlement) }
    }
}

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

extension BlocksworldEnvironment {
    /// Lets `agent` act until it finishes, for at most `limit` steps.
    func follow(_ agent: some Agent, meter: any CallMeter = RecordingMeter(), limit: Int = 200) async throws
        -> Trajectory
    {
        var trajectory = Trajectory()
        while trajectory.count < limit {
            let request = ProposalRequest(task: problem.description, trajectory: trajectory)
            let action = try await agent.propose(request, meter: meter).action
            trajectory.append(Step(action: action, observation: try await execute(action, after: trajectory)))
            if action.finishes { break }
        }
        return trajectory
    }
}
