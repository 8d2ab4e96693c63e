public import ArgumentParser
public import Configuration
import Control
import Planning

/// What `run` can be told. A flag wins over the environment, and that over the settings' files.
struct RunFlags: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The agent: a name or a YAML file.", valueName: "name|file"))
    var agent: String?

    @Option(name: .long, help: ArgumentHelp("Who drafts: provider/model, or an engine.", valueName: "model"))
    var drafter: String?

    @Option(name: .long, help: ArgumentHelp("Who decides: provider/model, or an engine.", valueName: "model"))
    var verifier: String?

    @Option(
        name: .long,
        help: ArgumentHelp("How the drafter is asked: direct, cot, react, debate[:rounds].", valueName: "style"))
    var drafterStyle: String?

    @Option(
        name: .long,
        help: ArgumentHelp("How the verifier is asked: direct, cot, react, debate[:rounds].", valueName: "style"))
    var verifierStyle: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "1 is speed, 0 is cost. Riding ahead buys time with money; it never saves money.", valueName: "0…1"))
    var lambda: Double?

    @Option(
        name: .long,
        help: ArgumentHelp("Always ride this many steps ahead, instead of what pays at λ.", valueName: "steps"))
    var depth: Int?

    @Option(name: .long, help: ArgumentHelp("How drafter and verifier work together.", valueName: "name"))
    var strategy: StrategyName?

    @Option(name: .long, help: ArgumentHelp("When the depth is chosen.", valueName: "name"))
    var scheduling: SchedulingName?

    @Option(
        name: .long, help: ArgumentHelp("The most steps.", valueName: "n"), transform: TypedLimits.steps)
    var maxSteps: Int?

    @Option(
        name: .long, help: ArgumentHelp("The most dollars, for all calls together.", valueName: "usd"),
        transform: TypedLimits.money)
    var maxCost: Money?

    @Option(
        name: .long, help: ArgumentHelp("The longest time, such as 90s, 5m or 1h30m.", valueName: "time"),
        transform: TypedLimits.duration)
    var maxTime: Duration?

    @Option(name: .long, help: ArgumentHelp("The seed of everything random.", valueName: "n"))
    var seed: UInt64?

    func validate() throws {
        if let lambda, Lambda(lambda) == nil {
            throw ValidationError("--lambda is \(lambda); it must lie between 0 (cost) and 1 (speed).")
        }
        if let depth, !(0...64).contains(depth) {
            throw ValidationError("--depth is \(depth); it must lie between 0 (no riding ahead) and 64.")
        }
    }
}

extension StrategyName: ExpressibleByArgument {}

extension SchedulingName: ExpressibleByArgument {}
