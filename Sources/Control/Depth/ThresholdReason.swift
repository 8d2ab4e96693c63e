/// Why the threshold controller chose a depth, in a few words for people.
enum ThresholdReason: Int {
    case slowDrafter, neverPays, aboutToReturn, unlikely, pays, exploring, planIsOver

    /// The words, which tell what cost was counted in where it was not dollars.
    func text(_ basis: CostBasis) -> String {
        switch basis {
        case .dollars: Self.texts[rawValue]
        case .tokens: Self.tokenTexts[rawValue]
        case .seconds: Self.secondTexts[rawValue]
        }
    }

    private static let texts = [
        "the drafter is no faster than the verifier", "at this λ no draft pays",
        "the oldest verdict is about to come",
        "survival is below the threshold", "survival reaches the threshold", "drafted only to learn from it",
        "the plan is expected to end here",
    ]
    private static let tokenTexts = texts.map { $0 + " (prices unknown or zero: cost is counted in tokens)" }
    private static let secondTexts = texts.map {
        $0 + " (prices and tokens unknown or zero: cost is counted in busy time)"
    }
}
