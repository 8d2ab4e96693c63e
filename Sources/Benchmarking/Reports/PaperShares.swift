import Control
import Planning

/// Time, tokens and dollars of a setting, where 1 is the paper's fixed k = 2 on the same tasks: what its
/// tables show (algorithms.md, 1.7).
public struct PaperShares: Sendable, Hashable, Encodable {
    /// The paper's k = 2: one verification runs ahead of another.
    public static let reference = Contestant(.controller(.fixed), depth: 1)

    /// Time.
    public let time: Double
    /// Prompt tokens.
    public let prompt: Double
    /// Generated tokens.
    public let generation: Double
    /// Dollars.
    public let cost: Double

    init(_ figures: TaskFigures, of reference: TaskFigures) {
        time = figures.latency.relative(to: reference.latency)
        prompt = figures.promptTokens.relative(to: reference.promptTokens)
        generation = figures.generatedTokens.relative(to: reference.generatedTokens)
        cost = figures.cost.relative(to: reference.cost)
    }

    private enum CodingKeys: String, CodingKey {
        case cost
        case time = "t"
        case prompt = "p"
        case generation = "g"
    }
}
