import Planning

extension RunView {
    /// A choice among drafted answers: why it fell as it did, and each answer with how likely it was thought to be
    /// right, the chosen one marked.
    func selection(_ selected: RunEvent.Selected) -> [String] {
        let chosen = selected.chosen == nil ? "no draft was taken" : "a draft was taken"
        var lines = [paint.faint("  \(chosen): \(selected.reason.printable)".clipped(to: width))]
        for (place, option) in selected.options.enumerated() {
            let isChosen = place == selected.chosen
            let mark = isChosen ? "▸" : " "
            let chance = place < selected.probabilities.count ? Self.percent(selected.probabilities[place]) : ""
            let line = "  \(mark) \(place + 1). \(chance)\(option.printable)".clipped(to: width)
            lines.append(isChosen ? line : paint.faint(line))
        }
        return lines
    }

    private static func percent(_ share: Double) -> String {
        guard (0...1).contains(share) else { return "" }
        let digits = "\(Int((share * 100).rounded()))"
        return String(repeating: " ", count: max(0, 3 - digits.count)) + digits + " %  "
    }
}
