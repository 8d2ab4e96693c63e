import Planning

extension DecisionWords {
    static let columns = ["step", "drafted ahead", "p̂", "survival", "θ", "why"]

    func row(_ step: RunDecisions.StepDecision) -> [String] {
        func figure(_ value: Double?) -> String {
            value.map { "\(($0 * 100).rounded() / 100)" } ?? "–"
        }
        let choice = step.choice
        return [
            String(step.position), fate(step), figure(choice?.acceptance), figure(choice?.survival),
            figure(choice?.threshold), why(step).printable,
        ]
    }

    private func fate(_ step: RunDecisions.StepDecision) -> String {
        switch step.fate {
        case .notDrafted: "no"
        case .open: "yes, open"
        case .kept: "yes, kept"
        case .right: "yes, right"
        case .wrong: "yes, wrong"
        }
    }
}
