import Planning

/// What a search over steps looks into next, what it drops, and when it is over. A value that does nothing but
/// decide: whoever conducts the search does what it demands, and tells it what was found.
///
/// A plan is worth its worst step. So a state is worth no more than the way there, and once a plan is at hand,
/// states that are worth no more are dropped (branch and bound). A state that is reached again in no fewer steps by a
/// way that is worth no more is dropped too, which takes care of cycles. Uncertain steps are looked into late, and
/// steps that were not accepted when all else has failed.
///
/// Every demand is either the last one or makes the tree larger, uses up one of the allowed expansions, or has a
/// question asked that is never asked again: a search always ends.
struct SearchTree: Sendable {
    /// What is to be done next.
    enum Demand: Sendable, Hashable {
        /// Find candidates for the step after each of these nodes.
        case expand([Int])
        /// Ask the verifier what it would do at this node.
        case consult(Int)
        /// Ask the verifier what it would do in the place of each of these steps.
        case confirm([Int])
        /// The search is over.
        case over(Ending)
    }

    /// How a search ends.
    enum Ending: Sendable, Hashable {
        /// With a plan, whose last node this is.
        case found(Int)
        /// Nothing is left to look into.
        case exhausted
        /// As many states were looked into as may be.
        case spent
    }

    /// What became of a candidate.
    struct Ruling: Sendable, Hashable {
        var verdict: SearchVerdict
        /// The node that it has become, if it has.
        var node: Int?
    }

    /// The states, the first one first.
    var nodes: [SearchNode]
    /// The nodes that have a state, but for those that another one of it surpasses.
    var known: [String: [Int]]
    /// States that were looked into, and questions to the verifier about the way on.
    var expansions = 0
    /// Whether the verifier was once at a loss where the search had come furthest.
    var startsOver = false
    let settings: SearchSettings
    let rule: AcceptanceRule
    /// The most steps that a plan may have.
    let deepest: Int

    /// A search from one state.
    /// - Parameters:
    ///   - state: what identifies the state.
    ///   - deepest: the most steps that a plan may have.
    init(_ settings: SearchSettings, from state: String, deepest: Int) {
        self.settings = settings
        self.deepest = deepest
        rule = AcceptanceRule(settings)
        nodes = [
            SearchNode(
                parent: nil, depth: 0, state: state, score: nil, prior: 1, priority: 1, isUncertain: false,
                standing: deepest > 0 ? .open : .closed, isVerified: true, worth: 1, chance: 0)
        ]
        known = [state: [0]]
    }

    /// What is to be done next.
    mutating func next() -> Demand {
        let plan = plan
        if let plan, nodes[plan].worth >= settings.goal { return confirming(plan) }
        guard expansions < settings.expansions else { return .over((plan ?? lastResort).map(Ending.found) ?? .spent) }
        drop(worthNoMoreThan: plan.map { nodes[$0].worth } ?? 0)
        let open = nodes.indices.filter { nodes[$0].standing == .open }
        let certain = open.filter { !isDoubtful($0) }
        if !certain.isEmpty { return .expand(choice(among: certain)) }
        if let plan { return confirming(plan) }
        if settings.verification != .none, let node = consultation { return .consult(node) }
        if !open.isEmpty { return .expand(choice(among: open)) }
        if let node = reopened() { return .expand([node]) }
        return .over(lastResort.map(Ending.found) ?? .exhausted)
    }

    /// The end of the best plan that nobody disputes.
    var plan: Int? { best(of: nodes.indices.filter { nodes[$0].standing == .terminal && !nodes[$0].isDisputed }) }

    /// The end of the best plan that there is.
    private var lastResort: Int? { best(of: nodes.indices.filter { nodes[$0].standing == .terminal }) }

    private func best(of terminals: [Int]) -> Int? {
        func rank(_ node: Int) -> (Int, Double, Int, Double, Int) {
            (nodes[node].isGivenUp ? 0 : 1, nodes[node].worth, -nodes[node].depth, nodes[node].chance, -node)
        }
        return terminals.max { rank($0) < rank($1) }
    }

    /// The end of what is best should the search have to end now: a plan, or else the steps that lead furthest
    /// without doubt.
    var standing: Int {
        if let plan = plan ?? lastResort { return plan }
        func rank(_ node: Int) -> (Int, Int, Double, Int) {
            let isSound = !isDoubtful(node) && !nodes[node].isDisputed
            return (isSound ? 1 : 0, nodes[node].depth, nodes[node].chance, -node)
        }
        return nodes.indices.max { rank($0) < rank($1) } ?? 0
    }

    /// The best of the ways that only the number of steps has cut off; nil where there is none.
    var cutOff: Int? {
        let ends = nodes.indices.filter { node in
            nodes[node].depth == deepest && nodes[node].standing == .closed && !nodes[node].isDisputed
        }
        return ranked(ends).first
    }

    /// `node`, what it comes from, and so on back to the first state.
    func lineage(of node: Int) -> [Int] { Array(sequence(first: node) { nodes[$0].parent }) }

    /// The nodes on the way to `node`, that one last, without the first state.
    func path(to node: Int) -> [Int] { lineage(of: node).dropLast().reversed() }

    /// Whether a step on the way here is uncertain and was not confirmed.
    func isDoubtful(_ node: Int) -> Bool {
        path(to: node).contains { nodes[$0].isUncertain && !nodes[$0].isVerified }
    }

    private func confirming(_ plan: Int) -> Demand {
        let asked = path(to: plan).filter { step in
            let node = nodes[step]
            guard !node.isVerified, !node.isConfirmationAsked else { return false }
            switch settings.verification {
            case .none: return false
            case .all: return true
            case .doubtful: return node.isUncertain || node.effectiveScore < settings.goal
            }
        }
        return asked.isEmpty ? .over(.found(plan)) : .confirm(asked)
    }

    /// Where the verifier is asked for the way on: first where the search has come furthest without doubt; if it
    /// knows no way on from there, from the beginning, step by step.
    private var consultation: Int? {
        let possible = nodes.indices.filter { node in
            let it = nodes[node]
            guard it.standing != .terminal, it.depth < deepest, !it.isConsulted, !it.isDisputed else { return false }
            return startsOver ? path(to: node).allSatisfy { nodes[$0].isVerified } : !isDoubtful(node)
        }
        func rank(_ node: Int) -> (Int, Double, Int) { (nodes[node].depth, nodes[node].chance, -node) }
        return possible.max { rank($0) < rank($1) }
    }

    /// The likeliest of the steps that were not accepted, in a state that nobody has looked into yet.
    private mutating func reopened() -> Int? {
        while let node = ranked(nodes.indices.filter { nodes[$0].standing == .reserve }).first {
            nodes[node].standing = .closed
            let isNew = (known[nodes[node].state] ?? []).isEmpty
            guard isNew, !nodes[node].isDisputed, nodes[node].depth < deepest else { continue }
            known[nodes[node].state] = [node]
            nodes[node].standing = .open
            return node
        }
        return nil
    }

    private mutating func drop(worthNoMoreThan worth: Double) {
        guard worth > 0 else { return }
        for node in nodes.indices where nodes[node].standing == .open && nodes[node].worth <= worth {
            nodes[node].standing = .closed
        }
    }
}
