/// What verdicts on drafts can be told apart by.
public enum VerdictGrouping: String, Sendable, Hashable, CaseIterable {
    /// The position of the step; 40 stands for itself and all that follow.
    case position
    /// The tool that was drafted; empty for steps that are text alone.
    case tool
    /// `memory` for drafts that were recalled, `model` for all others.
    case source
    /// The tenth in which the estimated chance p̂ of the draft was, from 0 to 9.
    case chance
    /// The tenth in which the drafter's own confidence was, from 0 to 9.
    case confidence
}
