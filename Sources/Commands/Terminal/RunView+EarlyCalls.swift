import Planning

extension RunView {
    /// What became of calls that were made before their step was certain, and why others had to wait.
    func earlyCalls(_ summary: RunSummary) -> [String] {
        let early = summary.early
        var lines: [String] = []
        if early.made > 0 {
            lines.append(
                "calls made early: \(early.made); \(early.reused) reused, \(early.differing) differed, "
                    + "\(early.stale) stale, \(early.unused) on ways not taken")
        }
        return lines
            + summary.refusals.map { refusal in
                let times = refusal.count == 1 ? "once" : "\(refusal.count) times"
                let reason = refusal.reason.printable
                return "  waited for the verdict \(times): \(reason)".clipped(to: width)
            }
    }
}
