import Foundation

/// Drafts in groups that come to the same answer.
struct AnswerGroups: Sendable, Hashable {
    /// Drafts with one answer.
    struct Group: Sendable, Hashable {
        let answer: ThoughtAnswer
        /// The numbers of its drafts, in the order in which they came.
        var members: [Int]
    }

    /// The groups, in the order in which their first drafts came.
    private(set) var groups: [Group] = []
    /// How many drafts there are.
    private(set) var count = 0

    /// Takes a draft in.
    mutating func add(_ answer: ThoughtAnswer, from number: Int) {
        count += 1
        if let place = groups.firstIndex(where: { $0.answer.agrees(with: answer) }) {
            groups[place].members.append(number)
        } else {
            groups.append(Group(answer: answer, members: [number]))
        }
    }

    /// The largest groups first; of equal ones the one that came first.
    var ranked: [Group] {
        groups.enumerated().sorted { ($1.element.members.count, $0.offset) < ($0.element.members.count, $1.offset) }
            .map(\.element)
    }

    /// The largest group.
    var leader: Group? { ranked.first }

    /// The part of the drafts that is in `group`.
    func share(of group: Group) -> Double { count == 0 ? 0 : Double(group.members.count) / Double(count) }

    /// How far the drafts disagree: the entropy of the groups as a part of what it could be, from 0 when all agree to 1
    /// when all differ (Certaindex). 0 for a single draft.
    var disagreement: Double {
        guard count > 1 else { return 0 }
        guard groups.count < count else { return 1 }
        let entropy = groups.map(share).reduce(0.0) { $0 - $1 * log($1) }
        return min(max(entropy / log(Double(count)), 0), 1)
    }

    /// Whether no other group can be as large as the largest one when `remaining` more drafts come.
    func isDecided(remaining: Int) -> Bool {
        guard let leader else { return false }
        let second = ranked.dropFirst().first?.members.count ?? 0
        return leader.members.count > second + remaining
    }
}
