public import Planning
public import Speculation

/// One way of combining drafter and verifier.
public protocol Strategy: Sendable {
    /// The name that `--strategy` takes.
    static var name: String { get }
    /// What is promised about the committed steps.
    static var guarantee: Guarantee { get }

    /// Runs a task to its end. The events go to the crew's sink.
    func run(_ start: RunStart, with crew: Crew) async -> RunOutcome
}

/// Everything a strategy works with.
public struct Crew: Sendable {
    /// Proposes ahead, cheaply.
    public var drafter: any Agent
    /// Decides.
    public var verifier: any Agent
    /// Scores steps; nil where the strategy has no use for scores.
    public var rewards: (any RewardModel)?
    /// Where actions are carried out.
    public var environment: any Environment
    /// Gets every event.
    public var sink: any EventSink
    /// All that the run knows of time.
    public var clock: any Clock<Duration>

    /// A crew.
    public init(
        drafter: any Agent, verifier: any Agent, rewards: (any RewardModel)? = nil, environment: any Environment,
        sink: any EventSink = NoSink(), clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.drafter = drafter
        self.verifier = verifier
        self.rewards = rewards
        self.environment = environment
        self.sink = sink
        self.clock = clock
    }
}
