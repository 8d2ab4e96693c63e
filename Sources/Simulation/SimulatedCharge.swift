import Control

/// What a call uses and costs. Tokens and dollars are real numbers here: a workload may be made of
/// averages.
public struct SimulatedCharge: Sendable, Hashable {
    /// Tokens of the prompt.
    public var promptTokens: Double
    /// Tokens generated.
    public var generatedTokens: Double
    /// What the prompt costs, in dollars.
    public var promptDollars: Double
    /// What the generated tokens cost, in dollars.
    public var generationDollars: Double

    /// Nothing.
    public static let zero = SimulatedCharge()

    /// A charge.
    public init(
        promptTokens: Double = 0, generatedTokens: Double = 0, promptDollars: Double = 0, generationDollars: Double = 0
    ) {
        self.promptTokens = promptTokens
        self.generatedTokens = generatedTokens
        self.promptDollars = promptDollars
        self.generationDollars = generationDollars
    }

    /// Both parts, in dollars.
    public var dollars: Double { promptDollars + generationDollars }

    /// The charge for a call that was cancelled when `part` of its time had passed: the prompt in
    /// full, what was generated pro rata.
    public func cancelled(after part: Double) -> SimulatedCharge {
        var charge = self
        charge.generatedTokens *= part
        charge.generationDollars *= part
        return charge
    }

    /// The charge as a controller sees it.
    func figures(seconds: Double) -> CallFigures {
        CallFigures(
            seconds: seconds, dollars: dollars, promptTokens: Int(promptTokens), generatedTokens: Int(generatedTokens))
    }

    /// Part by part.
    public static func + (left: SimulatedCharge, right: SimulatedCharge) -> SimulatedCharge {
        SimulatedCharge(
            promptTokens: left.promptTokens + right.promptTokens,
            generatedTokens: left.generatedTokens + right.generatedTokens,
            promptDollars: left.promptDollars + right.promptDollars,
            generationDollars: left.generationDollars + right.generationDollars)
    }

    /// Adds `right`.
    public static func += (left: inout SimulatedCharge, right: SimulatedCharge) { left = left + right }
}
