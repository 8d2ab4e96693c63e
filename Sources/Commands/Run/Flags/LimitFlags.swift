import ArgumentParser
import Planning

/// What a run may use, as `run`, `resume` and `batch` are told.
struct LimitFlags: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The most steps.", valueName: "n"), transform: TypedLimits.steps)
    var maxSteps: Int?

    @Option(
        name: .long, help: ArgumentHelp("The most dollars, for all calls together.", valueName: "usd"),
        transform: TypedLimits.money)
    var maxCost: Money?

    @Option(
        name: .long,
        help: ArgumentHelp("The most tokens, such as 200k, for all calls together.", valueName: "n"),
        transform: TypedLimits.tokens)
    var maxTokens: Int?

    @Option(
        name: .long, help: ArgumentHelp("The longest time, such as 90s, 5m or 1h30m.", valueName: "time"),
        transform: TypedLimits.duration)
    var maxTime: Duration?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The longest time with calls at work; waiting for you, a rate limit or a turn does not count.",
            valueName: "time"),
        transform: TypedLimits.duration)
    var maxWorkingTime: Duration?
}

extension LimitFlags {
    /// Whether nothing was typed.
    var isEmpty: Bool {
        maxSteps == nil && maxCost == nil && maxTokens == nil && maxTime == nil && maxWorkingTime == nil
    }
}

extension Limits {
    /// These limits, with those in their place that were typed.
    func told(_ flags: LimitFlags) -> Limits {
        Limits(
            steps: flags.maxSteps ?? steps, cost: flags.maxCost ?? cost, tokens: flags.maxTokens ?? tokens,
            time: flags.maxTime ?? time, workingTime: flags.maxWorkingTime ?? workingTime)
    }
}
