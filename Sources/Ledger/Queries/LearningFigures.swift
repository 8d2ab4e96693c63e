/// What drafts were worth, over time.
public struct LearningFigures: Sendable, Hashable, Encodable {
    /// Verdicts on drafts that have something in common.
    public struct Verdicts: Sendable, Hashable, Encodable {
        /// What they are told apart by.
        public let value: String
        /// Which part of the time they are from, 0 first.
        public let period: Int
        /// How many.
        public let verdicts: Int
        /// How many of them agreed.
        public let agreed: Int
        /// The chances that were expected, added up.
        public let predicted: Double
    }

    /// The runs of one part of the time.
    public struct Period: Sendable, Hashable, Encodable {
        /// Which part, 0 first.
        public let period: Int
        /// Its first day, as in `2026-11-26`.
        public let day: String
        /// Runs that have ended and are counted.
        public let runs: Int
        /// Verdicts on drafts.
        public let verdicts: Int
        /// How many of them agreed.
        public let agreed: Int
        /// The mean part of the possible gain that was reached; nil where none was possible.
        public let efficiency: Double?
        /// Drafts that were recalled from earlier runs.
        public let recalled: Int
        /// Those that the verifier agreed with.
        public let recalledRight: Int
        /// The seconds that a model would have needed to draft them.
        public let savedSeconds: Double
        /// What a model would have charged for them.
        public let savedDollars: Double

        private enum CodingKeys: String, CodingKey {
            case period, day, runs, verdicts, agreed, efficiency, recalled
            case recalledRight = "recalled_right"
            case savedSeconds = "saved_s"
            case savedDollars = "saved_usd"
        }
    }

    /// A task, and how drafts fared in the runs of it.
    public struct Task: Sendable, Hashable, Encodable {
        /// The task in the user's words.
        public let task: String
        /// Runs of it.
        public let runs: Int
        /// Verdicts on drafts.
        public let verdicts: Int
        /// How many of them agreed.
        public let agreed: Int
    }

    /// The parts of the time, the first one first.
    public let periods: [Period]
    /// Verdicts by what tells them apart.
    public let groups: [String: [Verdicts]]
    /// The tasks with the most verdicts among the newest runs.
    public let tasks: [Task]
    /// How many runs were looked at for the tasks.
    public let taskRuns: Int

    private enum CodingKeys: String, CodingKey {
        case periods, groups, tasks
        case taskRuns = "task_runs"
    }
}
