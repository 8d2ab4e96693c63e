import HeapModule

/// A* over the whole state space, resumable so that whoever runs it can pause.
///
/// It finds the first move of a shortest plan, and among all shortest plans of one whose first move
/// comes earliest in the order of preference. That order is part of the cost: a step costs 16, and
/// the first step its rank on top. So the answer depends on the state and the goal alone, and no
/// parent links are needed: the cost itself says which first move led here.
struct OptimalSearch: PlanSearch {
    private struct Node: Comparable {
        let estimate: UInt16
        let cost: UInt16
        let code: Nibbles

        /// The lowest estimate first, then the node closest to the goal.
        static func < (left: Node, right: Node) -> Bool {
            (left.estimate, right.cost, left.code.bits) < (right.estimate, left.cost, right.code.bits)
        }
    }

    private static let step: UInt16 = 16

    private let start: BlocksworldState
    private let goal: BlocksworldGoal
    private let firstMoves: [BlocksworldMove]
    private var open = Heap<Node>()
    private var costs: [Nibbles: UInt16] = [:]
    /// States looked at so far.
    private(set) var expanded = 0

    init(from start: BlocksworldState, to goal: BlocksworldGoal) {
        self.start = start
        self.goal = goal
        firstMoves = MovePreference(goal: goal).ordered(start)
        reach(start, cost: 0)
    }

    mutating func advance(by expansions: Int) -> SearchOutcome<BlocksworldMove>? {
        let pause = expanded + expansions
        while expanded < pause {
            guard let node = open.popMin() else { return .unsolvable }
            // A cheaper way here was found after this entry was made.
            guard costs[node.code] == node.cost else { continue }
            if node.estimate == node.cost { return outcome(cost: node.cost) }
            expanded += 1
            expand(BlocksworldState(count: start.count, code: node.code), cost: node.cost)
        }
        return nil
    }

    private func outcome(cost: UInt16) -> SearchOutcome<BlocksworldMove> {
        guard cost > 0 else { return .arrived }
        return .move(firstMoves[Int(cost % Self.step)], length: Int(cost / Self.step))
    }

    private mutating func expand(_ state: BlocksworldState, cost: UInt16) {
        if cost == 0 {
            for (rank, move) in firstMoves.enumerated() {
                guard let next = state.applying(move) else { continue }
                reach(next, cost: Self.step + UInt16(rank))
            }
            return
        }
        let covered = state.covered
        let held = state.held
        var next = state
        if let held {
            next.code[held] = BlocksworldState.table
            reach(next, cost: cost + Self.step)
        }
        for block in 0..<state.count where covered & 1 << UInt16(block) == 0 && block != held {
            if let held {
                next.code[held] = block
            } else {
                next.code = state.code
                next.code[block] = BlocksworldState.hand
            }
            reach(next, cost: cost + Self.step)
        }
    }

    private mutating func reach(_ state: BlocksworldState, cost: UInt16) {
        if let known = costs[state.code], known <= cost { return }
        costs[state.code] = cost
        let bound = UInt16(goal.bound(from: state))
        open.insert(Node(estimate: cost + Self.step * bound, cost: cost, code: state.code))
    }
}
