/// Says which of several answers to a whole task is the right one. An agent that can do this in less time than it would
/// take to answer itself is one.
///
/// ## Implementation guidance
/// What is said must not depend on the order of the options: whoever cannot be sure of that asks in several orders,
/// drawn from the request's seed, and reports every vote. Calls go through the meter and are settled however they end.
public protocol Chooser: Agent {
    /// Judges the options.
    /// - Throws: as ``Agent/propose(_:meter:)``.
    func choose(_ request: ChoiceRequest, meter: any CallMeter) async throws -> Ballot
}

/// A choice that is asked for.
public struct ChoiceRequest: Sendable, Hashable {
    /// The task in the user's words.
    public let task: String
    /// The steps that all options go on from.
    public let trajectory: Trajectory
    /// What there is to choose from; never empty.
    public let options: [Option]
    /// Where the orders in which options are shown are drawn from.
    public let seed: UInt64
    /// How likely an option has to be right to be taken. Once it is known that one is less likely, nobody needs to know
    /// how much less: its soundness then is any number below this and not below the true one.
    public let soundness: Double

    /// Asks which of `options` is the right way to go on from `trajectory`.
    public init(
        task: String, trajectory: Trajectory, options: [Option], seed: UInt64, soundness: Double = 0
    ) {
        self.task = task
        self.trajectory = trajectory
        self.options = options
        self.seed = seed
        self.soundness = soundness
    }

    /// One of several ways to the end of a task.
    public struct Option: Sendable, Hashable {
        /// Its steps, what came of them included.
        public let steps: [Step]
        /// What its author thought, in order.
        public let thoughts: [String]

        /// A way to the end of a task.
        public init(steps: [Step], thoughts: [String] = []) {
            self.steps = steps
            self.thoughts = thoughts
        }

        /// The answer that it comes to, if it comes to its end.
        public var answer: String? { steps.last?.action.answer }
    }
}

/// What a ``Chooser`` says of some options.
public struct Ballot: Sendable, Hashable {
    /// How likely each option is the best of them; what is missing to 1 says that none is right.
    public var shares: [Double]
    /// How likely each option is right, judged by itself; nil where that is not known.
    public var soundness: [Double?]
    /// What each vote was for, one vote for every order in which the options were shown; nil is for none of them.
    public var votes: [Int?]
    /// What went wrong with votes, in a few words; empty when all could be read.
    public var trouble: String

    /// A ballot.
    public init(shares: [Double], soundness: [Double?], votes: [Int?], trouble: String = "") {
        self.shares = shares
        self.soundness = soundness
        self.votes = votes
        self.trouble = trouble
    }
}
