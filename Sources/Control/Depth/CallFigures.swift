/// What a call took.
public struct CallFigures: Sendable, Hashable, Codable {
    /// Its time in seconds; for a cancelled one, its age.
    public var seconds: Double
    /// Its cost in dollars; nil when a price is unknown.
    public var dollars: Double?
    /// Tokens it read.
    public var promptTokens: Int
    /// Tokens it wrote.
    public var generatedTokens: Int

    /// Figures.
    public init(seconds: Double, dollars: Double? = nil, promptTokens: Int = 0, generatedTokens: Int = 0) {
        self.seconds = seconds
        self.dollars = dollars
        self.promptTokens = promptTokens
        self.generatedTokens = generatedTokens
    }
}
