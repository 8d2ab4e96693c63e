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

    private func hundredths(_ value: Double) -> Double {
        (min(max(value, 0), 1e6) * 100).rounded() / 100
    }
}
