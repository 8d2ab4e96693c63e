extension DepthController {
    /// Lives through what happened in earlier runs. What would train beside a run trains at once.
    public mutating func learn(from experience: Experience) {
        for episode in experience.episodes {
            for outcome in episode.outcomes {
                observe(outcome)
                if let training = takeTraining() { adopt(training()) }
            }
        }
    }
}
