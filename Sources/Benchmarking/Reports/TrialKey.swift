import Control
import Planning
public import Speculation

/// What trials have in common that differ in nothing but the seed.
public struct TrialKey: Sendable, Hashable, Encodable {
    /// The suite's workload.
    public var workload: String
    /// Who decided.
    public var controller: String
    /// λ.
    public var lambda: Double
    /// When the depth was chosen.
    public var scheduling: SpeculationMachine.Scheduling
    /// Whether riding ahead went on from the verifier's own answers.
    public var earlyRepair: Bool

    init(workload: String, _ trial: Trial) {
        self.workload = workload
        controller = trial.contestant.name
        lambda = trial.lambda.value
        scheduling = trial.scheduling
        earlyRepair = trial.earlyRepair
    }

    /// `continuous`, `rounds`, each with `, no repair` where early repair was off.
    public var arrangement: String { scheduling.rawValue + (earlyRepair ? "" : ", no repair") }

    /// The same for another controller.
    func with(controller: String) -> TrialKey {
        var key = self
        key.controller = controller
        return key
    }

    private enum CodingKeys: String, CodingKey {
        case workload, controller, lambda, scheduling
        case earlyRepair = "early_repair"
    }
}
