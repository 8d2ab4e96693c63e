import Agents
import Configuration
import Planning

extension Limits {
    /// The limits of a run: flags first, then the settings, then the agent.
    init(flags: RunFlags, settings: Settings, definition: AgentDefinition) {
        let settled = Limits(
            steps: settings.maxSteps?.value ?? definition.limits.maxSteps, cost: settings.maxCost.value,
            tokens: settings.maxTokens?.value, time: settings.maxTime?.value,
            workingTime: settings.maxWorkingTime?.value)
        self = settled.told(flags.limits)
    }
}
