import Planning

extension SearchTree {
    /// What was found at a node.
    struct Findings: Sendable, Hashable {
        let node: Int
        let candidates: [SearchCandidate]
    }

    /// A candidate that may become a node.
    private struct Applicant {
        let place: (finding: Int, candidate: Int)
        let node: SearchNode
    }

    /// Takes what was found at nodes that were looked into.
    /// - Returns: what becomes of every candidate, in the order of `findings`.
    mutating func tell(_ findings: [Findings]) -> [[Ruling]] {
        var rulings: [[Ruling]] = []
        var applicants: [Applicant] = []
        for (place, finding) in findings.enumerated() {
            let weighed = rule.weigh(finding.candidates)
            rulings.append(weighed.map { Ruling(verdict: $0.verdict) })
            nodes[finding.node].standing = .expanded
            expansions += 1
            for (index, weight) in weighed.enumerated() where weight.verdict.isKept {
                applicants.append(
                    Applicant(
                        place: (place, index),
                        node: child(of: finding.node, finding.candidates[index], weight)))
            }
        }
        // Where two ways lead to the same state, the better one is to be the one that is known.
        func rank(_ it: Applicant) -> (Double, Double, Double, Int, Int) {
            (it.node.worth, it.node.chance, it.node.priority, -it.place.finding, -it.place.candidate)
        }
        applicants.sort { rank($0) > rank($1) }
        let first = nodes.count
        var admitted: [Int: Int] = [:]
        for applicant in applicants {
            let (place, index) = applicant.place
            if settings.search != .beam, admitted[place, default: 0] >= settings.width {
                rulings[place][index].verdict = .crowdedOut
                continue
            }
            let verdict = rulings[place][index].verdict
            rulings[place][index] = admit(applicant.node, as: verdict)
            if rulings[place][index].node != nil { admitted[place, default: 0] += 1 }
        }
        if settings.search == .beam { narrow(from: first, &rulings) }
        for (place, finding) in findings.enumerated() { reserve(finding, &rulings[place]) }
        for finding in findings { reward(finding.node) }
        return rulings
    }

    /// Takes what the verifier would do after a node.
    mutating func tell(_ candidate: SearchCandidate?, consultedAt node: Int) -> Ruling {
        nodes[node].isConsulted = true
        expansions += 1
        guard let candidate else {
            startsOver = true
            return Ruling(verdict: .refused)
        }
        let ruling = graft(candidate, at: node)
        if ruling.node.map({ nodes[$0].standing == .terminal && candidate.isRefused }) ?? true { startsOver = true }
        return ruling
    }

    /// Takes what the verifier would do in the place of steps of a plan: nil where it could not say, and otherwise
    /// whether it would do the same, or else what.
    /// - Parameter opinions: by node, on the way of one plan.
    /// - Returns: what becomes of the verifier's own step, and where it belongs, if it is another one.
    mutating func tell(_ opinions: [Int: Opinion?]) -> (after: Int, ruling: Ruling)? {
        for step in opinions.keys.sorted(by: { nodes[$0].depth < nodes[$1].depth }) {
            nodes[step].isConfirmationAsked = true
        }
        for step in opinions.keys.sorted(by: { nodes[$0].depth < nodes[$1].depth }) {
            switch opinions[step].flatMap(\.self) {
            case nil: continue
            case .same:
                nodes[step].isVerified = true
                refresh(from: step)
            case .other(let candidate):
                // What the verifier thinks of later steps of this plan says nothing any more.
                dispute(step)
                guard let parent = nodes[step].parent else { return nil }
                nodes[parent].isConsulted = true
                return (parent, graft(candidate, at: parent))
            }
        }
        return nil
    }

    /// What the verifier makes of a step.
    enum Opinion: Sendable, Hashable {
        case same
        case other(SearchCandidate)
    }

    private func child(
        of parent: Int, _ candidate: SearchCandidate, _ weight: AcceptanceRule.Weighed
    ) -> SearchNode {
        var node = SearchNode(
            parent: parent, depth: nodes[parent].depth + 1, state: candidate.state, score: candidate.score,
            prior: weight.share, priority: weight.priority, isUncertain: weight.verdict == .uncertain,
            standing: candidate.finishes ? .terminal : .open, isVerified: weight.verdict == .verified, worth: 0,
            chance: 0)
        node.isDisputed = nodes[parent].isDisputed
        node.worth = min(nodes[parent].worth, node.effectiveScore)
        node.chance = nodes[parent].chance + node.logChance
        return node
    }

    /// Keeps in mind what was not accepted.
    private mutating func reserve(_ finding: Findings, _ rulings: inout [Ruling]) {
        for (index, candidate) in finding.candidates.enumerated() {
            guard rulings[index].verdict.isReserve, rulings[index].node == nil, !candidate.finishes else { continue }
            var node = child(
                of: finding.node, candidate, .init(verdict: .uncertain, share: 0, priority: 0))
            node.standing = .reserve
            nodes.append(node)
            rulings[index].node = nodes.count - 1
            nodes[finding.node].children.append(nodes.count - 1)
        }
    }

    private mutating func admit(_ applicant: SearchNode, as verdict: SearchVerdict) -> Ruling {
        var node = applicant
        if node.standing != .terminal {
            if let plan, node.worth <= nodes[plan].worth { return Ruling(verdict: .bounded) }
            let earlier = known[node.state] ?? []
            if let rival = earlier.first(where: { surpasses($0, node) }) {
                guard isWayOn(node) else { return Ruling(verdict: .known) }
                // What was looked into is not looked into again for nothing.
                if nodes[rival].standing == .expanded { node.standing = .expanded }
            }
            let surpassed = earlier.filter { isSurpassed($0, by: node) }
            for rival in surpassed where nodes[rival].standing == .open { nodes[rival].standing = .closed }
            known[node.state] = earlier.filter { !surpassed.contains($0) } + [nodes.count]
        }
        nodes.append(node)
        let place = nodes.count - 1
        if let parent = node.parent { nodes[parent].children.append(place) }
        if node.standing == .open, node.depth >= deepest {
            nodes[place].standing = .closed
            return Ruling(verdict: .tooDeep, node: place)
        }
        return Ruling(verdict: verdict, node: place)
    }

    /// Whether the way to `earlier` is as short as that to `node`, and worth as much.
    private func surpasses(_ earlier: Int, _ node: SearchNode) -> Bool {
        nodes[earlier].depth <= node.depth && nodes[earlier].worth >= node.worth
    }

    private func isSurpassed(_ earlier: Int, by node: SearchNode) -> Bool {
        nodes[earlier].depth >= node.depth && nodes[earlier].worth <= node.worth
    }

    /// Whether the verifier's way may lead through a state that another way has reached: always, but for a cycle.
    private func isWayOn(_ node: SearchNode) -> Bool {
        guard node.isVerified, let parent = node.parent else { return false }
        return !lineage(of: parent).contains { nodes[$0].state == node.state }
    }

    /// Adds what the verifier does.
    private mutating func graft(_ candidate: SearchCandidate, at parent: Int) -> Ruling {
        let twin = nodes[parent].children.first { child in
            !nodes[child].isDisputed && nodes[child].state == candidate.state
                && (nodes[child].standing == .terminal) == candidate.finishes
        }
        if let twin {
            // It is there already, perhaps among what was dropped.
            nodes[twin].isVerified = true
            if [.closed, .reserve].contains(nodes[twin].standing), nodes[twin].children.isEmpty,
                nodes[twin].depth < deepest
            {
                nodes[twin].standing = .open
                let others = known[candidate.state, default: []].filter { $0 != twin }
                known[candidate.state] = others + [twin]
            }
            refresh(from: twin)
            return Ruling(verdict: .confirmed, node: twin)
        }
        var node = child(of: parent, candidate, .init(verdict: .verified, share: 1, priority: 1))
        // That the task is over although the world objects is believed only when there is nothing better.
        if candidate.isRefused, candidate.finishes {
            node.isDisputed = true
            node.isGivenUp = true
        }
        return admit(node, as: .verified)
    }

    /// Only the best of the new level stay in the beam.
    private mutating func narrow(from first: Int, _ rulings: inout [[Ruling]]) {
        let level = (first..<nodes.count).filter { nodes[$0].standing == .open }
        let dropped = Set(ranked(level).dropFirst(max(settings.width, 1)))
        for node in dropped {
            nodes[node].standing = .reserve
            // Another way to it may still be worth something.
            known[nodes[node].state]?.removeAll { $0 == node }
        }
        for place in rulings.indices {
            for index in rulings[place].indices where rulings[place][index].node.map(dropped.contains) ?? false {
                rulings[place][index].verdict = .crowdedOut
            }
        }
    }

    /// Passes on to all states on the way what was found beyond `node`.
    private mutating func reward(_ node: Int) {
        let found = nodes[node].children.filter { nodes[$0].standing != .reserve }.map { nodes[$0].worth }.max() ?? 0
        for place in lineage(of: node) {
            nodes[place].visits += 1
            nodes[place].total += found
        }
    }

    private mutating func dispute(_ node: Int) {
        for place in subtree(of: node) {
            nodes[place].isDisputed = true
            if nodes[place].standing == .open { nodes[place].standing = .closed }
            known[nodes[place].state]?.removeAll { $0 == place }
        }
    }

    private mutating func refresh(from node: Int) {
        for place in subtree(of: node) {
            guard let parent = nodes[place].parent else { continue }
            nodes[place].worth = min(nodes[parent].worth, nodes[place].effectiveScore)
            nodes[place].chance = nodes[parent].chance + nodes[place].logChance
        }
    }

    /// A node and everything beyond it, parents before their children.
    private func subtree(of node: Int) -> [Int] {
        var found = [node]
        var place = 0
        while place < found.count {
            found += nodes[found[place]].children
            place += 1
        }
        return found
    }
}
