import Planning

/// The drafts of a round, as far as they came.
struct Drafts: Sendable {
    /// How many were asked for.
    let count: Int
    /// Those that can be chosen, in the order in which they came.
    var rollouts: [Rollout] = []
    /// Those by what they come to.
    var groups = AnswerGroups()
    /// Why no more drafts were waited for.
    var reason = ""
    /// What went wrong with others, in a few words each.
    var failures: [String] = []

    /// The shortest way of each group, the largest group first.
    var shortlist: [Rollout] {
        groups.ranked.compactMap { group in
            rollouts.filter { group.members.contains($0.number) }.min(by: Rollout.isShorter)
        }
    }

    /// What is drafted as the step behind `trajectory`, where the drafts began behind `start`; nil where no draft
    /// comes this way.
    func step(after trajectory: Trajectory, since start: Trajectory) -> Action? {
        let way = trajectory.steps[start.count...].map(\.action)
        return shortlist.lazy.map(\.actions).first { $0.count > way.count && $0.starts(with: way) }?[way.count]
    }

    /// Why there is nothing to choose from, for people.
    var failure: String {
        let kinds = Set(failures).sorted().joined(separator: "; ")
        return "no draft came to an end" + (kinds.isEmpty ? "" : ": \(kinds)")
    }
}
