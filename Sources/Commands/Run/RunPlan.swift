import Configuration
import Control
import Planning

/// Everything that was chosen for a run, by flags, settings and the agent. It is kept in the record,
/// so that `resume` builds the same run again even when files and settings have changed.
struct RunPlan: Codable, Sendable {
    /// The agent's definition as YAML, and the file it was read from.
    var agentSource: String
    var agentFile: String
    var task: String
    /// A model's full name, or an engine's.
    var drafter: String
    var verifier: String
    var drafterStyle: String
    var verifierStyle: String
    var lambda: Double
    /// What an hour is worth in dollars, where the user has said so in the place of λ.
    var valueOfTime: Double?
    var depth: Int?
    /// Nil in records of runs that could not choose one.
    var controller: ControllerName?
    var expectile: Double?
    var offset: Int?
    var strategy: StrategyName
    /// What the strategy is told; nil in records of runs that had nothing to tell.
    var strategySettings: StrategySettings?
    var scheduling: String
    var seed: UInt64
    /// The folder that file tools may look into.
    var toolRoot: String
}

extension RunPlan {
    /// How a recorded run was set up.
    init(of header: RunHeader) throws {
        do { self = try header.options.decoded(as: RunPlan.self) } catch {
            throw Failure(.failure, "the record does not say how the run \(header.run) was set up; start a new one")
        }
    }

    /// Speed against cost, as the user has said it.
    var preference: Preference {
        if let value = valueOfTime.flatMap(ValueOfTime.init(dollarsPerHour:)) { return .valueOfTime(value) }
        return .lambda(Lambda(lambda) ?? .balanced)
    }

    /// Who chooses the depth.
    var controllerName: ControllerName { depth == nil ? controller ?? .threshold : .fixed }

    /// What that controller is told.
    var controllerSettings: ControllerSettings {
        let standard = ControllerSettings(preference, seed: seed)
        return ControllerSettings(
            preference, seed: seed, depth: depth ?? standard.depth, expectile: expectile ?? standard.expectile,
            offset: offset ?? standard.offset)
    }
}
