import Planning

/// What a search has done, in words for people.
struct SearchWords {
    let account: SearchAccount
    let summary: RunSummary

    static let columns = ["step", "plan", "score", "kept", "dropped"]

    var rows: [[String]] {
        account.levels.map { level in
            [
                String(level.position), level.chosen?.text.printable ?? "–",
                level.score.map { "\(($0 * 1000).rounded() / 1000)" } ?? "–", String(level.kept),
                String(level.dropped),
            ]
        }
    }

    /// What was looked into, who was asked how often for how much, and why steps were dropped.
    var lines: [String] {
        let kept = account.levels.reduce(0) { $0 + $1.kept }
        let dropped = account.levels.reduce(0) { $0 + $1.dropped }
        let asked = [AgentRole.drafter, .scorer, .verifier].map { role in
            let calls = summary.calls.filter { $0.role == role }
            let cost = calls.compactMap { $0.settlement?.cost }.reduce(.zero, +)
            return "\(calls.count) of the \(role.rawValue) (\(cost))"
        }
        let reasons = account.reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { "\($0.value) \($0.key)" }
        return ["search: \(account.states) states looked into, \(kept) steps kept, \(dropped) dropped"]
            + ["  calls: \(asked.joined(separator: ", "))"]
            + (reasons.isEmpty ? [] : ["  dropped: \(reasons.joined(separator: "; "))"])
    }
}
