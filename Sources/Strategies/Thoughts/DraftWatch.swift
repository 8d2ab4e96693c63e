/// Decides when there are enough drafts. Times count from the moment at which drafting began.
struct DraftWatch: Sendable, Hashable {
    /// What makes waiting for more drafts pointless.
    enum Rule: Sendable, Hashable {
        /// Nothing: all are of use.
        case all
        /// That this part of all drafts agrees.
        case agreement(Double)
        /// That the answers are as certain as this, or that no other answer can win any more.
        case certainty(Double)
    }

    /// What is to be done.
    enum Verdict: Sendable, Hashable {
        /// Wait; where a time is given, no longer than until then.
        case wait(until: Duration?)
        /// Go on with what there is.
        case enough(String)
    }

    let count: Int
    let rule: Rule
    private(set) var groups = AnswerGroups()
    private var times: [Duration] = []
    private var failures = 0

    init(count: Int, rule: Rule) {
        self.count = count
        self.rule = rule
    }

    /// A draft came to an answer.
    mutating func answered(_ answer: ThoughtAnswer, by number: Int, at time: Duration) {
        groups.add(answer, from: number)
        times.append(time)
    }

    /// A draft came to nothing.
    mutating func failed() { failures += 1 }

    /// How many drafts have to agree for nobody to be asked: at least two, because one agrees with nobody.
    func needed(for agreement: Double) -> Int { max(2, Int((agreement * Double(count)).rounded(.up))) }

    func verdict(at time: Duration) -> Verdict {
        let missing = count - groups.count - failures
        if missing <= 0 {
            return .enough(failures == 0 ? "all drafts are there" : "\(failures) of \(count) drafts failed")
        }
        if let reason = certainty(missing) { return .enough(reason) }
        guard let deadline else { return .wait(until: nil) }
        return time >= deadline
            ? .enough("\(missing) of \(count) drafts took too long") : .wait(until: deadline)
    }

    private func certainty(_ missing: Int) -> String? {
        let leading = groups.leader?.members.count ?? 0
        switch rule {
        case .all: return nil
        case .agreement(let part): return leading >= needed(for: part) ? "\(leading) drafts agree" : nil
        case .certainty(let bound):
            if groups.isDecided(remaining: missing) { return "no other answer can win any more" }
            let isCertain = groups.count >= 3 && groups.disagreement < bound
            return isCertain ? "\(leading) of \(groups.count) drafts agree, which is certain enough" : nil
        }
    }

    /// Once half of the drafts are there, the others get half as much time again as those took, and a second at least.
    private var deadline: Duration? {
        guard times.count > 1, 2 * (times.count + failures) >= count else { return nil }
        let median = times.sorted()[min(times.count, (count + 1) / 2) - 1]
        return max(median * 3 / 2, median + .seconds(1))
    }
}
