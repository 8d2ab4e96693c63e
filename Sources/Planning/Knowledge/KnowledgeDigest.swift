/// What was learnt, for people: `outrider policy show` prints it. What is not known is nil.
public struct KnowledgeDigest: Sendable, Hashable, Codable {
    /// The chance that a draft is right, over all tools.
    public var acceptance: Double?
    /// Verdicts on drafts, by the tool that was drafted.
    public var tools: [ToolVerdicts]
    /// How long a draft takes, in seconds.
    public var draftTime: Double?
    /// How long a verification takes, in seconds.
    public var verifierTime: Double?
    /// What a draft costs, in dollars.
    public var draftCost: Double?
    /// What a verification costs, in dollars.
    public var verifierCost: Double?
    /// The part of a verification that is charged although it is cancelled, from 0 to 1.
    public var chargedPart: Double?
    /// How many runs it was learnt from.
    public var runs: Int

    /// Verdicts on the drafts of one tool.
    public struct ToolVerdicts: Sendable, Hashable, Codable {
        /// The tool; empty for steps that are text alone.
        public var tool: String
        /// Drafts that were right.
        public var right: Double
        /// Drafts that were wrong.
        public var wrong: Double

        /// Verdicts.
        public init(tool: String, right: Double, wrong: Double) {
            self.tool = tool
            self.right = right
            self.wrong = wrong
        }
    }

    private enum CodingKeys: String, CodingKey {
        case acceptance, tools, runs
        case draftTime = "draft_s"
        case verifierTime = "verifier_s"
        case draftCost = "draft_usd"
        case verifierCost = "verifier_usd"
        case chargedPart = "charged_part"
    }

    /// A digest.
    public init(
        acceptance: Double? = nil, tools: [ToolVerdicts] = [], draftTime: Double? = nil, verifierTime: Double? = nil,
        draftCost: Double? = nil, verifierCost: Double? = nil, chargedPart: Double? = nil, runs: Int = 0
    ) {
        self.acceptance = acceptance
        self.tools = tools
        self.draftTime = draftTime
        self.verifierTime = verifierTime
        self.draftCost = draftCost
        self.verifierCost = verifierCost
        self.chargedPart = chargedPart
        self.runs = runs
    }
}
