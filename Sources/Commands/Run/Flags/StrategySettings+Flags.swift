import Planning

extension StrategySettings {
    /// What the agent's author says to the strategies, and then the user.
    func told(_ flags: RunFlags) -> StrategySettings {
        var settings = self
        if let reward = flags.reward { settings.reward = settings.reward.asking(reward) }
        settings.rsd.threshold = flags.threshold ?? rsd.threshold
        settings.rsd.weighting = flags.weighting ?? rsd.weighting
        if let auditEvery = flags.auditEvery {
            settings.rsd.auditEvery = auditEvery
            settings.cascade.auditEvery = auditEvery
            settings.delegate.auditEvery = auditEvery
        }
        settings.srm.search = flags.search ?? srm.search
        settings.srm.width = flags.width ?? srm.width
        settings.srm.candidates = flags.candidates ?? srm.candidates
        if let drafts = flags.drafts { settings.setDrafts(drafts) }
        return settings
    }
}
