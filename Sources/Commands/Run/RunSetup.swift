import Agents
import Configuration
import Foundation
import Planning
import Strategies

/// A new run that was chosen and checked; nothing is opened, started or asked yet.
struct RunSetup {
    var plan: RunPlan
    var assembly: CrewAssembly
    var limits: Limits

    /// - Parameters:
    ///   - task: what the user typed; nil asks for a random task, where the agent's world has any.
    ///   - calls: what it shares with other runs.
    init(
        task: String?, flags: RunFlags, in surroundings: Surroundings, sharing calls: RewardAssembly.Calls? = nil
    ) throws {
        plan = try RunPlan(task: task, flags: flags, in: surroundings)
        assembly = try CrewAssembly(plan, in: surroundings, sharing: calls)
        limits = Limits(flags: flags, settings: surroundings.settings, definition: assembly.definition)
        try assembly.checkPrices(
            limit: limits.cost,
            isExplicit: flags.limits.maxCost != nil || surroundings.settings.maxCost.origin != .builtIn)
        try assembly.checkPrices(limit: surroundings.settings.dailyLimit?.value, isExplicit: true)
        try assembly.checkValueOfTime()
        try assembly.checkCapabilities()
    }

    /// What the record says of the run before it starts.
    /// - Parameter control: knows what λ comes to where the user has said what time is worth.
    /// - Parameter batch: the batch that the run belongs to, if it does.
    func header(control: RunControl?, in batch: BatchPlace? = nil) throws -> RunHeader {
        let now = UTCInstant(Date()).milliseconds
        return RunHeader(
            run: RunID(milliseconds: now), startedAt: now, task: plan.task,
            agent: assembly.definition.name, drafter: plan.strategy.usesDrafter ? plan.drafter : nil,
            verifier: plan.strategy.usesVerifier ? plan.verifier : nil, strategy: plan.strategy.rawValue,
            guarantee: plan.strategy.guarantee, scheduling: plan.scheduling,
            lambda: plan.preference.lambda(at: control?.reference).value,
            valueOfTime: plan.valueOfTime, depth: plan.depth,
            seed: plan.seed, limits: limits, options: try JSONValue(encoding: plan), batch: batch)
    }
}
