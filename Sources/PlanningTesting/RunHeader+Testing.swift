public import Planning

extension RunHeader {
    /// A header for a run in a test.
    public static func testing(
        task: String = "a task", limits: Limits = Limits(steps: 20), lambda: Double = 0.5, seed: UInt64 = 1
    ) -> RunHeader {
        var generator = SeededGenerator(seed: seed)
        return RunHeader(
            run: RunID(milliseconds: 1_700_000_000_000, using: &generator), startedAt: 1_700_000_000_000, task: task,
            agent: "scripted", drafter: "drafter", verifier: "verifier", strategy: "dsp", guarantee: .lossless,
            scheduling: "continuous", lambda: lambda, seed: seed, limits: limits)
    }
}
