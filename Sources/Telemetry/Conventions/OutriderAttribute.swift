/// What no convention has a name for. Few of them, and of few values each.
public enum OutriderAttribute: String, Sendable, CaseIterable {
    /// `drafter`, `verifier` or `scorer`.
    case role = "outrider.role"
    /// The strategy's name.
    case strategy = "outrider.strategy"
    /// The fingerprint of the steps that a call sees.
    case branch = "outrider.branch.id"
    /// The position of the step; 1 is the first.
    case step = "outrider.step.index"
    /// The most steps that the verifier was to run ahead on.
    case depth = "outrider.window.depth"
    /// `committed`, `disagreed`, `cancelled` or `unused`.
    case verdict = "outrider.verdict"
    /// λ: 1 is speed, 0 is cost.
    case lambda = "outrider.lambda"
    /// Dollars.
    case cost = "outrider.cost.usd"
    /// How the dollars are known: `reported`, `counted` or `estimated`.
    case costProvenance = "outrider.cost.provenance"
}

/// What became of a piece of work, as ``OutriderAttribute/verdict`` has it.
enum SpanVerdict: String {
    case committed, disagreed, cancelled, unused
}
