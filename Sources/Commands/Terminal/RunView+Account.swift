import Planning

extension RunView {
    /// How the run did against the verifier alone, in one line.
    func line(_ account: RunSummary.Account, _ lambda: Double) -> String {
        var parts = ["J \(hundredths(account.objective)) at λ \(hundredths(lambda)) (1 is the verifier alone)"]
        switch account.basis {
        case .dollars: break
        case .tokens: parts[0] += ", by tokens since a price is unknown"
        case .time: parts[0] += ", by time alone"
        }
        if let efficiency = account.efficiency {
            // Below nothing there is no part of a gain to speak of.
            parts.append(efficiency > 0 ? "\(Int((efficiency * 100).rounded())) % of the possible gain" : "no gain")
        }
        let saved = account.timeSaved
        parts.append(saved >= .zero ? "\(saved.spoken) saved" : "\((.zero - saved).spoken) lost")
        if let extra = account.extraCost, extra != .zero { parts.append("\(extra) extra") }
        return parts.joined(separator: " · ")
    }

    /// What memory did, in one line.
    func line(_ recall: RunSummary.Recall) -> String {
        let asked = recall.hits + recall.misses
        var text =
            "\(recall.hits) of \(asked) drafts came from memory; of \(recall.judged) judged, \(recall.right) were right"
        if let time = recall.savedTime, recall.hits > 0 {
            text += ", in place of about \(time.spoken)"
            if let cost = recall.savedCost { text += " and \(cost)" }
            text += " of drafting"
        }
        return text
    }

    /// What became of the drafts where some stand without the verifier, and what is known of the loss.
    func line(_ keeping: RunSummary.Keeping) -> String {
        let kept = "kept \(keeping.kept) of \(keeping.drafts) drafts"
        guard keeping.kept > 0 else { return kept }
        guard let loss = keeping.loss, let interval = keeping.interval else {
            return "\(kept); none audited, so the loss is not known"
        }
        func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))" }
        let range =
            interval.lowerBound == interval.upperBound
            ? "all were audited" : "95 %: \(percent(interval.lowerBound))–\(percent(interval.upperBound)) %"
        return "\(kept); audited \(keeping.audited), \(keeping.differing) differed: loss \(percent(loss)) % (\(range))"
    }

    /// What a lossy run does not promise.
    static func warning(_ summary: RunSummary) -> String {
        let kept = summary.steps.count(where: \.isKept)
        if !summary.selections.isEmpty {
            return "lossy: \(kept) of \(summary.steps.count) steps are the drafter's, without a verdict on each"
        }
        guard summary.keeping != nil || summary.steps.contains(where: { $0.source == .verifier }) else {
            return "lossy: no verifier has checked these steps"
        }
        return "lossy: \(kept) of \(summary.steps.count) steps stand without the verifier"
    }

    /// How the draft of a step was looked at, below the step; nil where no policy weighs drafts.
    func assessment(of step: RunSummary.CommittedStep) -> String? {
        guard let scored = step.scored else { return nil }
        var words = "\(scored.isKept ? "kept" : "verifier asked"): \(ScoreWords.judgement(scored))"
        if let audit = step.audit { words += "; \(ScoreWords.audit(audit))" }
        return String(repeating: " ", count: 7) + words.printable.clipped(to: width - 7)
    }

    private func hundredths(_ value: Double) -> Double {
        (min(max(value, 0), 1e6) * 100).rounded() / 100
    }
}
