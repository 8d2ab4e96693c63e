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

extension CrewAssembly {
    /// What time is worth in dollars can only be weighed against prices that are known.
    func checkValueOfTime() throws {
        guard plan.valueOfTime != nil else { return }
        let unpriced = try unpriced()
        guard unpriced.isEmpty else {
            throw Failure(
                .configuration,
                "time cannot be weighed against money: what \(unpriced.joined(separator: " and ")) charges is unknown; "
                    + "add its price under `models:` in the configuration, or give --lambda")
        }
    }

    private func unpriced() throws -> [String] {
        try models().filter { $0.price == nil && $0.hourlyRate == nil }.map(\.id.description)
    }

    /// A limit in dollars that the user set cannot be kept where a price is unknown.
    /// - Parameter isExplicit: whether the user set the limit; the built-in one is only a safeguard.
    func checkPrices(limit: Money?, isExplicit: Bool) throws {
        guard let limit, isExplicit else { return }
        let unpriced = try unpriced()
        guard unpriced.isEmpty else {
            throw Failure(
                .configuration,
                "the limit of \(limit) cannot be kept: what \(unpriced.joined(separator: " and ")) charges is unknown; "
                    + "add its price under `models:` in the configuration, or leave the limit out")
        }
    }
}
