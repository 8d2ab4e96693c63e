import Agents
import Configuration
import Planning

extension Limits {
    /// The limits of a run: flags first, then the settings, then the agent.
    init(flags: RunFlags, settings: Settings, definition: AgentDefinition) {
        self.init(
            steps: flags.maxSteps ?? settings.maxSteps?.value ?? definition.limits.maxSteps,
            cost: flags.maxCost ?? settings.maxCost.value,
            time: flags.maxTime ?? settings.maxTime?.value)
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

    /// A strategy that goes by how sure the drafter is needs one that says so.
    func checkCapabilities() throws {
        guard plan.strategy == .cascade, let name = drafterName,
            let drafter = try models().first(where: { $0.id.description == name }),
            !drafter.capabilities.logprobs
        else { return }
        throw Failure(
            .configuration,
            "capability missing: the strategy cascade keeps a draft when its drafter is sure of it, and as far as is known "
                + "\(name) gives no log-probabilities; take a drafter that does, say `logprobs: true` of it under `models:` "
                + "in the configuration if it does, or take another strategy")
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
