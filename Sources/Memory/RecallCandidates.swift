import Planning

/// What was done next in one situation, and how often.
struct RecallCandidates: Sendable {
    /// A step that was done next.
    struct Candidate: Sendable {
        let action: Action
        var count = 0
        /// How often the run came to its end afterwards.
        var successes = 0
        /// Different tasks in which it was done, a few of them: a task that is run over and over says
        /// little about another one.
        private(set) var tasks: [String] = []
        /// When it was seen last, in milliseconds since 1970.
        var lastSeen = Int64.min

        /// The most tasks that are told apart.
        private static let enoughTasks = 3

        /// Takes down that it was done at `task`.
        mutating func note(_ task: String) {
            if tasks.count < Self.enoughTasks, !tasks.contains(task) { tasks.append(task) }
        }

        /// Whether it was done often enough to say something about `task`.
        func speaks(for task: String) -> Bool {
            tasks.count == Self.enoughTasks || (count >= 3 && tasks.contains(task))
        }

        /// Whether this one is the better guess.
        func isBetter(than other: Candidate) -> Bool {
            if count != other.count { return count > other.count }
            if successes != other.successes { return successes > other.successes }
            if lastSeen != other.lastSeen { return lastSeen > other.lastSeen }
            return action.canonical < other.action.canonical
        }
    }

    private(set) var candidates: [Candidate] = []
    private(set) var total = 0

    /// The most different steps that are remembered of one situation; a situation with more is not
    /// one in which anything can be foreseen.
    private static let limit = 16

    mutating func add(_ action: Action, at task: String, succeeded: Bool, seen: Int64) {
        total += 1
        let place = candidates.firstIndex { $0.action == action } ?? place(for: action)
        candidates[place].count += 1
        candidates[place].note(task)
        candidates[place].successes += succeeded ? 1 : 0
        candidates[place].lastSeen = max(candidates[place].lastSeen, seen)
    }

    private mutating func place(for action: Action) -> Int {
        if candidates.count == Self.limit,
            let worst = candidates.indices.min(by: { candidates[$1].isBetter(than: candidates[$0]) })
        {
            candidates.remove(at: worst)
        }
        candidates.append(Candidate(action: action))
        return candidates.count - 1
    }

    /// The best guess.
    var best: Candidate? {
        candidates.reduce(nil) { best, next in
            best.map { next.isBetter(than: $0) ? next : $0 } ?? next
        }
    }
}
