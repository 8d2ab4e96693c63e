/// How the strategy `srm` searches (Speculative Reward Model, arXiv 2506.00396; algorithms.md 2).
public struct SearchSettings: Sendable, Hashable, Codable {
    /// In which order states are looked into.
    public enum Order: String, Sendable, Hashable, Codable, CaseIterable {
        /// Level by level, and only the best of each.
        case beam
        /// Level by level, everything that is accepted.
        case breadth
        /// The best step first, and back where nothing is accepted.
        case depth
        /// Monte-Carlo tree search: what is promising and little visited (PUCT).
        case mcts
    }

    /// Who thinks of candidates.
    public enum Proposer: String, Sendable, Hashable, Codable, CaseIterable {
        case drafter, verifier
    }

    /// What the verifier is asked about.
    public enum Verification: String, Sendable, Hashable, Codable, CaseIterable {
        /// Nothing.
        case none
        /// Steps of the plan found whose scores leave doubt, and the way on where none is accepted.
        case doubtful
        /// Every step of the plan found, and the way on where none is accepted.
        case all
    }

    /// In which order states are looked into.
    public var search: Order
    /// A beam: the states that stay at a level. All others: the steps that a state may keep.
    public var width: Int
    /// How often a state's next step is asked for.
    public var candidates: Int
    /// The temperature of the answers.
    public var temperature: Double
    /// Who thinks of candidates.
    public var proposer: Proposer
    /// What the verifier is asked about.
    public var verification: Verification
    /// δ_abs: a step with a lower score is rejected.
    public var floor: Double
    /// κ: a step is rejected when its share of the scores is below κ times its share of the answers.
    public var consistency: Double
    /// A plan all of whose steps reach this score is good enough to end the search.
    public var goal: Double
    /// The most states that are looked into.
    public var expansions: Int
    /// The seconds that candidates may take; what is late is none.
    public var patience: Double
    /// What the answers after the first are told, in turn, so that they differ.
    public var directives: [String]

    /// The widths that may be set.
    public static let widths = 1...1000
    /// The numbers of candidates that may be set.
    public static let candidateCounts = 1...64

    /// Settings; thresholds as in algorithms.md 2.4.
    public init(
        search: Order = .beam, width: Int = 4, candidates: Int = 4, temperature: Double = 1,
        proposer: Proposer = .drafter, verification: Verification = .doubtful, floor: Double = 0.3,
        consistency: Double = 0.5, goal: Double = 0.5, expansions: Int = 200, patience: Double = 60,
        directives: [String] = []
    ) {
        self.search = search
        self.width = width
        self.candidates = candidates
        self.temperature = temperature
        self.proposer = proposer
        self.verification = verification
        self.floor = floor
        self.consistency = consistency
        self.goal = goal
        self.expansions = expansions
        self.patience = patience
        self.directives = directives
    }
}
