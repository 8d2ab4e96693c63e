import Planning

/// The figures by which the DSP paper compares its settings (algorithms.md, 1.6).
public struct PaperFigures: Sendable, Hashable, Encodable {
    /// ΔP: prompt tokens beyond one drafter and one verifier call for each committed step, as a part of those.
    public let extraPrompt: Double
    /// ΔG: the same for generated tokens.
    public let extraGeneration: Double
    /// Δcost: the same for dollars.
    public let extraCost: Double
    /// T: time, where 1 is the verifier alone.
    public let time: Double
    /// MC: the most calls under way at a time, without the first; the mean over the runs.
    public let concurrency: Double
    /// K: the mean depth, counted in verifications as the paper does; nil where none was chosen.
    public let depth: Double?

    /// The figures of some runs.
    public init(_ figures: TaskFigures) {
        extraPrompt = figures.promptTokens.relative(to: figures.committedPromptTokens) - 1
        extraGeneration = figures.generatedTokens.relative(to: figures.committedGeneratedTokens) - 1
        extraCost = figures.cost.relative(to: figures.committedCost) - 1
        time = figures.effort.latency
        concurrency = figures.tasks == 0 ? 0 : Double(figures.peakCalls) / Double(figures.tasks) - 1
        depth = figures.decisions == 0 ? nil : Double(figures.chosenDepths) / Double(figures.decisions) + 1
    }

    private enum CodingKeys: String, CodingKey {
        case extraPrompt = "delta_p"
        case extraGeneration = "delta_g"
        case extraCost = "delta_cost"
        case time = "t"
        case concurrency = "mc"
        case depth = "k"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(extraPrompt, forKey: .extraPrompt)
        try container.encode(extraGeneration, forKey: .extraGeneration)
        try container.encode(extraCost, forKey: .extraCost)
        try container.encode(time, forKey: .time)
        try container.encode(concurrency, forKey: .concurrency)
        try container.encode(depth, forKey: .depth)
    }
}
