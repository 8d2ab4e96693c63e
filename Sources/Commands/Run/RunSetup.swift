import Agents
import Configuration
import Foundation
import Planning
import Strategies

/// A new run that was chosen and checked; nothing is opened, started or asked yet.
struct RunSetup {
    let plan: RunPlan
    let assembly: CrewAssembly
    let limits: Limits

    /// - Parameters:
    ///   - task: what the user typed; nil asks for a random task, where the agent's world has any.
    init(task: String?, flags: RunFlags, in surroundings: Surroundings) throws {
        plan = try RunPlan(task: task, flags: flags, in: surroundings)
        assembly = try CrewAssembly(plan, in: surroundings)
        limits = Limits(flags: flags, settings: surroundings.settings, definition: assembly.definition)
        try assembly.checkPrices(
            limit: limits.cost, isExplicit: flags.maxCost != nil || surroundings.settings.maxCost.origin != .builtIn)
        try assembly.checkValueOfTime()
        try assembly.checkCapabilities()
    }

    /// What the record says of the run before it starts.
    /// - Parameter control: knows what λ comes to where the user has said what time is worth.
    func header(control: RunControl?) throws -> RunHeader {
        var generator = SystemRandomNumberGenerator()
        let now = Date().millisecondsSince1970
        return RunHeader(
            run: RunID(milliseconds: UInt64(now), using: &generator), startedAt: now, task: plan.task,
            agent: assembly.definition.name, drafter: plan.strategy.usesDrafter ? plan.drafter : nil,
            verifier: plan.strategy.usesVerifier ? plan.verifier : nil, strategy: plan.strategy.rawValue,
            guarantee: plan.strategy.guarantee, scheduling: plan.scheduling,
            lambda: plan.preference.lambda(at: control?.reference).value,
            valueOfTime: plan.valueOfTime, depth: plan.depth,
            seed: plan.seed, limits: limits, options: try JSONValue(encoding: plan))
    }
}

extension Date {
    /// Whole milliseconds since 1970, as the record keeps them.
    var millisecondsSince1970: Int64 { Int64(timeIntervalSince1970 * 1000) }
}
