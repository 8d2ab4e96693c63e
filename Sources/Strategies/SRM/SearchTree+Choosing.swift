import Planning

extension SearchTree {
    /// Which open nodes are looked into next.
    func choice(among open: [Int]) -> [Int] {
        switch settings.search {
        case .beam, .breadth: level(of: open)
        case .depth: deepestFirst(among: open)
        case .mcts: descend(to: open)
        }
    }

    /// All of the lowest level, the best ones first where not all may be looked into.
    private func level(of open: [Int]) -> [Int] {
        let depth = open.map { nodes[$0].depth }.min() ?? 0
        let level = open.filter { nodes[$0].depth == depth }
        guard level.count > settings.expansions - expansions else { return level }
        return Array(ranked(level).prefix(max(settings.expansions - expansions, 0)))
    }

    /// The open nodes of a level all belong to the state that was looked into last on the level before, so the
    /// deepest is where a search in depth goes on.
    private func deepestFirst(among open: [Int]) -> [Int] {
        func rank(_ node: Int) -> (Int, Double, Double, Int) {
            (nodes[node].depth, nodes[node].priority, nodes[node].chance, -node)
        }
        return open.max { rank($0) < rank($1) }.map { [$0] } ?? []
    }

    /// Goes down from the first state, each time to the child with the largest Q + c·P·√N / (1 + n) (PUCT).
    private func descend(to open: [Int]) -> [Int] {
        let wanted = Set(open)
        let alive = open.reduce(into: Set<Int>()) { $0.formUnion(lineage(of: $1)) }
        var place = 0
        while !wanted.contains(place) {
            let weight = Self.exploration * Double(max(nodes[place].visits, 1)).squareRoot()
            func rank(_ child: Int) -> (Double, Int) {
                let node = nodes[child]
                return (node.value + weight * node.prior / Double(1 + node.visits), -child)
            }
            guard let best = nodes[place].children.filter(alive.contains).max(by: { rank($0) < rank($1) }) else {
                return []
            }
            place = best
        }
        return [place]
    }

    /// c of PUCT.
    private static let exploration = 1.25

    /// The nodes by the chance that the way there is right.
    func ranked(_ nodes: [Int]) -> [Int] {
        func rank(_ node: Int) -> (Double, Double, Int) {
            (self.nodes[node].chance, self.nodes[node].priority, -node)
        }
        return nodes.sorted { rank($0) > rank($1) }
    }
}
