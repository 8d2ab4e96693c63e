public import Planning

/// Scores by a regular expression: a step that it occurs in is worth 1, any other 0. It is looked for in the
/// step's text and, where the step ends the task, in its answer; `^` and `$` match at the ends of lines.
public struct PatternReward: RewardModel {
    private let source: String

    /// Checks the expression.
    /// - Throws: ``RewardError`` for what is no pattern.
    public init(_ source: String) throws(RewardError) {
        do {
            _ = try Regex(source)
        } catch {
            throw RewardError(.unsuited, "“\(source)” is no pattern: \(error)")
        }
        self.source = source
    }

    public var label: String { "rule:/\(source)/" }

    public func scores(for request: RewardRequest, meter: any CallMeter) async throws -> [Double] {
        // A compiled expression cannot be kept in a value that is shared between tasks.
        let regex = try Regex(source).anchorsMatchLineEndings()
        return request.candidates.map { $0.action.spoken.contains(regex) ? 1 : 0 }
    }
}
