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
    /// What it would have taken without the help of a guess; nil where there was none.
    public var unaided: Unaided?

    /// A call without the help of a guess.
    public struct Unaided: Sendable, Hashable, Codable {
        /// Its time in seconds.
        public var seconds: Double
        /// Its cost in dollars; nil when a price is unknown.
        public var dollars: Double?

        /// A call without help.
        public init(seconds: Double, dollars: Double?) {
            self.seconds = seconds
            self.dollars = dollars
        }
    }

    /// Figures.
    public init(
        seconds: Double, dollars: Double? = nil, promptTokens: Int = 0, generatedTokens: Int = 0,
        unaided: Unaided? = nil
    ) {
        self.seconds = seconds
        self.dollars = dollars
        self.promptTokens = promptTokens
        self.generatedTokens = generatedTokens
        self.unaided = unaided
    }

    /// The figures of the same call without the help of a guess.
    var alone: CallFigures {
        guard let unaided else { return self }
        return CallFigures(
            seconds: unaided.seconds, dollars: unaided.dollars, promptTokens: promptTokens,
            generatedTokens: generatedTokens)
    }
}
