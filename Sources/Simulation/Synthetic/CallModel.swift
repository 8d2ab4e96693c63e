import Planning

/// What the calls of one agent take.
public struct CallModel: Sendable, Hashable {
    /// Mean time of a call, in seconds.
    public var latency: Double
    /// Coefficient of variation of the times, which are log-normal; 0 is a constant time.
    public var variation: Double
    /// Tokens of a prompt.
    public var promptTokens: Double
    /// Tokens generated.
    public var generatedTokens: Double
    /// What tokens cost, in dollars per million.
    public var price: TokenPrices.Pair

    /// A model.
    public init(
        latency: Double, variation: Double = 0, promptTokens: Double, generatedTokens: Double, price: TokenPrices.Pair
    ) {
        self.latency = latency
        self.variation = variation
        self.promptTokens = promptTokens
        self.generatedTokens = generatedTokens
        self.price = price
    }

    /// Draws a call.
    func call(using random: inout SeededGenerator) -> PlannedStep.Call {
        .init(
            latency: random.logNormal(mean: latency, variation: variation),
            charge: SimulatedCharge(
                promptTokens: promptTokens, generatedTokens: generatedTokens,
                promptDollars: promptTokens * price.input / 1_000_000,
                generationDollars: generatedTokens * price.output / 1_000_000))
    }
}
