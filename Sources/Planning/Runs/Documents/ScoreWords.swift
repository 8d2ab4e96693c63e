/// How a draft was looked at, in words for people.
public enum ScoreWords {
    /// The score, what it had to reach, and why the draft was kept or given up.
    public static func judgement(_ scored: RunEvent.Scored) -> String {
        guard let score = scored.score else { return scored.reason }
        let bar = scored.threshold.map { ", of \(figure($0))" } ?? ""
        return "score \(figure(score))\(bar), \(scored.reason)"
    }

    /// What the verifier said for the record.
    public static func audit(_ audit: RunEvent.Audited) -> String {
        audit.agrees ? "audited: the verifier does the same" : "audited: the verifier would \(audit.action.text)"
    }

    private static func figure(_ value: Double) -> String { "\((value * 1000).rounded() / 1000)" }
}
