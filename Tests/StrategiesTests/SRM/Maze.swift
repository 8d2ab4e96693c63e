import Planning

@testable import Strategies

/// A world of few states for a search: which steps there are, what they score, and where the goal is.
struct Maze {
    let start: String
    let goal: String
    /// The steps from each state, with their scores.
    let steps: (String) -> [(state: String, score: Double?)]
    /// Where a trusted verifier goes from a state; nil where it gives up.
    var verifier: (String) -> String? = { _ in nil }

    /// What came of a search.
    struct Course {
        var tree: SearchTree
        var ending: SearchTree.Ending
        /// The states that were looked into, in order, with their depth.
        var expanded: [(state: String, depth: Int)] = []
        var consulted = 0
        var confirmed = 0
        var demands = 0

        /// The states of the plan, the end of the task left out; nil where none was found.
        var plan: [String]? {
            guard case .found(let node) = ending else { return nil }
            return tree.path(to: node).map { tree.nodes[$0].state }.filter { $0 != Maze.finish }
        }

        var verifierCalls: Int { consulted + confirmed }
    }

    static let finish = "finish"

    /// Searches to the end; nil where the search does not end after `most` demands.
    func search(_ settings: SearchSettings, deepest: Int = 20, most: Int = 5000) -> Course? {
        var tree = SearchTree(settings, from: start, deepest: deepest)
        var course = Course(tree: tree, ending: .exhausted)
        while course.demands < most {
            course.demands += 1
            switch tree.next() {
            case .expand(let nodes):
                course.expanded += nodes.map { (tree.nodes[$0].state, tree.nodes[$0].depth) }
                _ = tree.tell(nodes.map { .init(node: $0, candidates: candidates(at: tree.nodes[$0].state)) })
            case .consult(let node):
                course.consulted += 1
                _ = tree.tell(verifierStep(at: tree.nodes[node].state), consultedAt: node)
            case .confirm(let steps):
                course.confirmed += steps.count
                var opinions: [Int: SearchTree.Opinion?] = [:]
                for step in steps {
                    let parent = tree.nodes[step].parent ?? 0
                    let own = verifierStep(at: tree.nodes[parent].state)
                    let isSame = own?.state == tree.nodes[step].state
                    opinions.updateValue(isSame ? .same : own.map { .other($0) }, forKey: step)
                }
                _ = tree.tell(opinions)
            case .over(let ending):
                course.ending = ending
                course.tree = tree
                return course
            }
        }
        return nil
    }

    private func candidates(at state: String) -> [SearchCandidate] {
        guard state != goal else { return [SearchCandidate(score: 1, state: Self.finish, finishes: true)] }
        return steps(state).map { SearchCandidate(score: $0.score, state: $0.state) }
    }

    private func verifierStep(at state: String) -> SearchCandidate? {
        guard state != goal else { return SearchCandidate(state: Self.finish, finishes: true) }
        return verifier(state).map { SearchCandidate(state: $0) }
    }
}
