extension DepthController {
    /// Lives through what happened in earlier runs.
    public mutating func learn(from experience: Experience) {
        for episode in experience.episodes {
            for outcome in episode.outcomes { live(through: outcome) }
        }
    }

    /// Takes notice of something that happened. What would train beside a run trains at once.
    public mutating func live(through outcome: DepthOutcome) {
        observe(outcome)
        if let training = takeTraining() { adopt(training()) }
    }
}
