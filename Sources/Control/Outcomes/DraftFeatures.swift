/// What is known of a step before its verdict (algorithms.md 5.5). Before the draft itself is there,
/// only ``position``, ``previousTool``, ``verdicts`` and ``cluster`` are.
public struct DraftFeatures: Sendable, Hashable, Codable {
    /// The position; 1 is the first step.
    public var position: Int
    /// What the draft calls; nil before it is there.
    public var tool: ToolMark?
    /// What the step before it calls.
    public var previousTool: ToolMark
    /// How sure the drafter is, from 0 to 1, where it says.
    public var confidence: Double?
    /// Whether the draft was recalled instead of thought out.
    public var isRemembered: Bool
    /// Whether the draft ends the task.
    public var finishes: Bool
    /// The verdicts before it.
    public var verdicts: RecentVerdicts
    /// The kind of task.
    public var cluster: UInt32

    /// Features.
    public init(
        position: Int, tool: ToolMark? = nil, previousTool: ToolMark = .none, confidence: Double? = nil,
        isRemembered: Bool = false, finishes: Bool = false, verdicts: RecentVerdicts = RecentVerdicts(),
        cluster: UInt32 = 0
    ) {
        self.position = position
        self.tool = tool
        self.previousTool = previousTool
        self.confidence = confidence
        self.isRemembered = isRemembered
        self.finishes = finishes
        self.verdicts = verdicts
        self.cluster = cluster
    }
}
