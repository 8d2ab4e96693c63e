public import ArgumentParser
public import Configuration
public import Control
public import Planning

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
        help: ArgumentHelp(
            "Who drafts and decides in a simulated world when nobody is named: small trained models, or programs that search and take larger tasks.",
            valueName: "neural|search"))
    var engine: EngineFamily?

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
        help: ArgumentHelp("In the place of λ: what your time is worth, such as '$30/h'.", valueName: "amount"),
        transform: TypedLimits.valueOfTime)
    var valueOfTime: ValueOfTime?

    @Option(
        name: .long,
        help: ArgumentHelp("Who chooses how far to ride ahead.", valueName: "name"))
    var controller: ControllerName?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "For the controller dsp: above 0.5 it rather rides too far than not far enough.", valueName: "0…1"))
    var tau: Double?

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("For the controller dsp: added to its depth.", valueName: "steps"))
    var offset: Int?

    @Option(
        name: .long,
        help: ArgumentHelp("Always ride this many steps ahead, instead of what pays at λ.", valueName: "steps"))
    var depth: Int?

    @Option(name: .long, help: ArgumentHelp("How drafter and verifier work together.", valueName: "name"))
    var strategy: StrategyName?

    @Option(name: .long, help: ArgumentHelp("For srm: in which order states are looked into.", valueName: "name"))
    var search: SearchSettings.Order?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "For srm: the states that stay in a beam, or the steps that a state may keep.", valueName: "n"))
    var width: Int?

    @Option(
        name: .long, help: ArgumentHelp("For srm: how often a state's next step is asked for.", valueName: "n"))
    var candidates: Int?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Who scores steps: judge:MODEL, served:MODEL, learned, rule:/PATTERN/, rule:PROGRAM, environment, trained or, for srm, self.",
            valueName: "reward"),
        transform: TypedLimits.reward)
    var reward: RewardChoice?

    @Option(
        name: .long,
        help: ArgumentHelp("For the strategy rsd: the score that a draft has to reach.", valueName: "0…1"))
    var threshold: Double?

    @Option(
        name: .long,
        help: ArgumentHelp("For the strategy rsd: the chance that a draft of some score stands.", valueName: "name"))
    var weighting: RewardGateSettings.Weighting?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Where drafts stand without the verifier: show it one of so many, to know the loss; 0 for none.",
            valueName: "n"))
    var auditEvery: Int?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "For scot, best-of-n, self-consistency and pdr: how many whole answers are drafted.", valueName: "n"))
    var drafts: Int?

    @Option(name: .long, help: ArgumentHelp("When the depth is chosen.", valueName: "name"))
    var scheduling: SchedulingName?

    @OptionGroup var limits: LimitFlags

    @Option(name: .long, help: ArgumentHelp("The seed of everything random.", valueName: "n"))
    var seed: UInt64?

    func validate() throws {
        if let lambda, Lambda(lambda) == nil {
            throw ValidationError("--lambda is \(lambda); it must lie between 0 (cost) and 1 (speed).")
        }
        if lambda != nil, valueOfTime != nil {
            throw ValidationError("--lambda and --value-of-time say the same in two ways; give one of them.")
        }
        if engine != nil, drafter != nil, verifier != nil {
            throw ValidationError("--engine chooses drafter and verifier, and you have named both.")
        }
        if let controller, controller != .fixed, depth != nil {
            throw ValidationError("--depth is always ridden, so there is nothing left for “\(controller.rawValue)”.")
        }
        if let tau, !(0...1).contains(tau) {
            throw ValidationError("--tau is \(tau); it must lie between 0 and 1, and 0.5 takes no side.")
        }
        if let offset, !(-64...64).contains(offset) {
            throw ValidationError("--offset is \(offset); it must lie between -64 and 64.")
        }
        if let threshold, !(0...1).contains(threshold) {
            throw ValidationError("--threshold is \(threshold); scores lie between 0 and 1, and so must it.")
        }
        if let auditEvery, !(0...1_000_000).contains(auditEvery) {
            throw ValidationError(
                "--audit-every is \(auditEvery); it must lie between 0 (none) and 1000000, and 1 audits every step.")
        }
        if let drafts, !(1...DraftingSettings.mostDrafts).contains(drafts) {
            throw ValidationError(
                "--drafts is \(drafts); it must lie between 1 and \(DraftingSettings.mostDrafts).")
        }
        if let width, !SearchSettings.widths.contains(width) {
            throw ValidationError("--width is \(width); it must lie between 1 and 1000.")
        }
        if let candidates, !SearchSettings.candidateCounts.contains(candidates) {
            throw ValidationError("--candidates is \(candidates); it must lie between 1 and 64.")
        }
        if let depth, !(0...64).contains(depth) {
            throw ValidationError("--depth is \(depth); it must lie between 0 (no riding ahead) and 64.")
        }
    }
}

extension RunFlags {
    /// What was said of speed against cost.
    var preference: Preference? {
        valueOfTime.map { .valueOfTime($0) } ?? lambda.flatMap(Lambda.init).map { .lambda($0) }
    }
}

extension ControllerName: ExpressibleByArgument {}

extension EngineFamily: ExpressibleByArgument {}

extension StrategyName: ExpressibleByArgument {}

extension SearchSettings.Order: ExpressibleByArgument {}

extension SchedulingName: ExpressibleByArgument {}

extension RewardGateSettings.Weighting: ExpressibleByArgument {}
