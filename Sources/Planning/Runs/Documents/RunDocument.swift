/// A run as one JSON document, for other programs: what `--json` prints. Keys are in snake case,
/// durations in seconds, money in dollars; what is unknown is null, never zero.
///
/// Changes that could break a reader change ``schema``.
public struct RunDocument: Sendable, Hashable, Codable {
    /// The name and version of this format.
    public static let currentSchema = "outrider.run/1"

    /// The name and version of the format the document is in.
    public var schema: String
    /// The run.
    public var run: RunID
    /// How it stands; `running` for a run that goes on or was killed.
    public var status: RunStatus
    /// When it began, in ISO 8601, UTC.
    public var started: String
    /// The task in the user's words.
    public var task: String
    /// The agent definition's name.
    public var agent: String
    /// Who drafted, if anybody.
    public var drafter: String?
    /// Who verified, if anybody.
    public var verifier: String?
    /// The strategy's name.
    public var strategy: String
    /// What the strategy promises.
    public var guarantee: Guarantee
    /// λ: 1 is speed, 0 is cost.
    public var lambda: Double
    /// What an hour is worth, if the user has said so instead; λ is then what that came to in this run.
    public var valueOfTime: Double?
    /// The committed steps.
    public var steps: [DocumentedStep]
    /// The task's answer.
    public var answer: String?
    /// How long it took.
    public var latency: Double
    /// What all calls cost; nil when a price is unknown.
    public var cost: Double?
    /// How much of the known cost is estimated.
    public var estimatedCost: Double
    /// An estimate of what the verifier alone would have taken.
    public var sequentialLatency: Double?
    /// An estimate of what the verifier alone would have cost.
    public var sequentialCost: Double?
    /// J at this λ: 1 is as good as the verifier alone, less is better; nil with nothing to compare.
    public var objective: Double?
    /// J of an oracle that knows which drafts are right; nil where no draft was judged.
    public var oracleObjective: Double?
    /// The part of the possible gain that was reached.
    public var efficiency: Double?
    /// What the cost term of J is made of: dollars, or where prices are unknown tokens or time alone.
    public var objectiveBasis: RunSummary.CostBasis?
    /// What the verifier alone would have taken longer.
    public var timeSaved: Double?
    /// What was spent beyond what the verifier alone would have cost.
    public var extraCost: Double?
    /// What was spent on calls whose result did not stand, by what became of them.
    public var waste: [String: Waste]
    /// What a drafter that remembers did; left out where there was none.
    public var recall: RecallFigures?
    /// What was kept of the drafts without the verifier, and what is known of the loss; left out where every
    /// step was verified.
    public var keeping: KeepingFigures?
    /// What became of calls that were made before their step was certain; left out where there were none.
    public var earlyCalls: EarlyCallFigures?
    /// Why drafted calls had to wait for their verdict; left out where none had to.
    public var refusals: [RefusalFigures]?
    /// The part of the drafts that the verifier agreed with.
    public var acceptance: Double?
    /// The calls in figures.
    public var calls: CallFigures
    /// Choices among several answers; left out where there were none.
    public var selections: [RunEvent.Selected]?
    /// Which limit ended the run, if one did.
    public var limit: LimitReached?
    /// What went wrong, if anything did.
    public var error: String?

    /// A committed step.
    public struct DocumentedStep: Sendable, Hashable, Codable {
        /// The position; 1 is the first step.
        public var index: Int
        /// What was done.
        public var action: DocumentedAction
        /// What came back.
        public var observation: String
        /// Whose proposal it was.
        public var source: StepSource
    }

    /// What was done.
    public struct DocumentedAction: Sendable, Hashable, Codable {
        /// The tool; nil for a step that is text alone.
        public var tool: String?
        /// The tool's arguments.
        public var arguments: [String: JSONValue]
        /// The action as a person reads it.
        public var text: String

        enum CodingKeys: String, CodingKey { case tool, arguments, text }
    }

    /// The calls in figures.
    public struct CallFigures: Sendable, Hashable, Codable {
        /// Calls of the drafter.
        public var drafter: Int
        /// Calls of the verifier.
        public var verifier: Int
        /// Calls that scored what others proposed.
        public var scorer: Int
        /// Calls of either that were cancelled.
        public var cancelled: Int
        /// Spent on calls whose result did not stand; nil when a price is unknown.
        public var wasted: Double?

        enum CodingKeys: String, CodingKey {
            case drafter, verifier, scorer, cancelled
            case wasted = "wasted_usd"
        }
    }

    /// What became of calls that were made before their step was certain.
    public struct EarlyCallFigures: Sendable, Hashable, Codable {
        /// Calls whose result was there early.
        public var made: Int
        /// Results that stand.
        public var reused: Int
        /// Results in whose place the verifier asked for another call.
        public var differing: Int
        /// Results that were too old when their step was certain.
        public var stale: Int
        /// Results on ways that were not taken.
        public var unused: Int
    }

    /// Drafted calls that had to wait for their verdict.
    public struct RefusalFigures: Sendable, Hashable, Codable {
        /// The tool; left out for a step that is text alone.
        public var tool: String?
        /// Why.
        public var reason: String
        /// How many there were.
        public var count: Int
    }

    /// Calls whose result did not stand, all for the same reason.
    public struct Waste: Sendable, Hashable, Codable {
        /// What they cost; nil when a price is unknown.
        public var cost: Double?
        /// How many there were.
        public var calls: Int

        enum CodingKeys: String, CodingKey {
            case cost = "usd"
            case calls
        }
    }

    /// What a drafter that remembers did.
    public struct RecallFigures: Sendable, Hashable, Codable {
        /// Drafts that were recalled.
        public var hits: Int
        /// Drafts that memory could not help with.
        public var misses: Int
        /// Recalled drafts on which there is a verdict.
        public var judged: Int
        /// Recalled drafts that the verifier agreed with.
        public var right: Int
        /// The time a model would have needed for them; nil where there is nothing to go by.
        public var savedTime: Double?
        /// What a model would have charged for them; nil where there is nothing to go by.
        public var savedCost: Double?

        enum CodingKeys: String, CodingKey {
            case hits, misses, judged, right
            case savedTime = "saved_s"
            case savedCost = "saved_usd"
        }
    }

    /// What was kept of the drafts without the verifier, and what is known of the loss.
    public struct KeepingFigures: Sendable, Hashable, Codable {
        /// Steps whose draft was looked at.
        public var drafts: Int
        /// Those that stand without the verifier.
        public var kept: Int
        /// Those about which the verifier was asked for the record.
        public var audited: Int
        /// Those at which it would have done something else.
        public var differing: Int
        /// The part of the kept steps at which it would have done something else; nil where none was audited.
        public var loss: Double?
        /// The least that this may be, 95 times of 100.
        public var lossLow: Double?
        /// The most that this may be, 95 times of 100.
        public var lossHigh: Double?

        enum CodingKeys: String, CodingKey {
            case drafts, kept, audited, differing, loss
            case lossLow = "loss_low"
            case lossHigh = "loss_high"
        }
    }

    enum CodingKeys: String, CodingKey {
        case schema, run, status, started, task, agent, drafter, verifier, strategy, guarantee, lambda, steps, answer
        case valueOfTime = "value_of_time_usd_h"
        case latency = "latency_s"
        case cost = "cost_usd"
        case estimatedCost = "cost_estimated_usd"
        case sequentialLatency = "sequential_latency_s"
        case sequentialCost = "sequential_cost_usd"
        case objective = "j"
        case oracleObjective = "j_oracle"
        case efficiency
        case objectiveBasis = "j_basis"
        case timeSaved = "time_saved_s"
        case extraCost = "extra_usd"
        case earlyCalls = "early_calls"
        case waste, recall, keeping, refusals, acceptance, calls, selections, limit, error
    }
}
