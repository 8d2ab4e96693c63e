/// Breadth-first search over everything that can be made of the numbers, resumable.
///
/// States are looked at in the order in which they are found, and moves in the order of preference.
/// So the first state with the target in it ends a shortest plan, and among all shortest plans one
/// whose first move comes earliest in that order.
struct CountdownSearch: PlanSearch {
    private struct Node {
        let state: CountdownState
        let first: CountdownMove?
        let depth: Int
    }

    private let target: Int
    private let deepest: Int
    private var queue: [Node]
    private var met: Set<CountdownState>
    private(set) var expanded = 0

    /// - Parameter deepest: the most moves that a plan may have.
    init(from start: CountdownState, to target: Int, deepest: Int = .max) {
        self.target = target
        self.deepest = deepest
        queue = [Node(state: start, first: nil, depth: 0)]
        met = [start]
    }

    mutating func advance(by expansions: Int) -> SearchOutcome<CountdownMove>? {
        if queue[0].state.numbers.contains(target) { return .arrived }
        for _ in 0..<expansions {
            guard expanded < queue.count, queue[expanded].depth < deepest else { return .unsolvable }
            let node = queue[expanded]
            expanded += 1
            for move in node.state.legalMoves {
                let first = node.first ?? move
                if move.result == target { return .move(first, length: node.depth + 1) }
                guard node.state.numbers.count > 2, let next = node.state.applying(move), met.insert(next).inserted
                else { continue }
                queue.append(Node(state: next, first: first, depth: node.depth + 1))
            }
        }
        return nil
    }
}
