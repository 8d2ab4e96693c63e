/// Running means of what a kind of call takes.
struct CallAverages: Sendable, Hashable, Codable {
    /// Seconds.
    private(set) var time = MovingAverage(rate: 0.1)
    private var dollars = MovingAverage(rate: 0.1)
    private var tokens = MovingAverage(rate: 0.1)
    /// Whether the newest call had a price.
    private(set) var isPriced = false

    mutating func add(_ figures: CallFigures) {
        let work = CallWork(figures)
        time.add(work.seconds)
        if figures.dollars != nil { dollars.add(work.dollars) }
        tokens.add(work.tokens)
        isPriced = figures.dollars?.isFinite == true
    }

    /// The mean cost of a call; nil before the first.
    func cost(in basis: CostBasis) -> Double? {
        switch basis {
        case .dollars: dollars.value
        case .tokens: tokens.value
        case .seconds: time.value
        }
    }

    /// Dollars where calls cost some. What is free costs the time for which it keeps a machine busy, since tokens
    /// of a small model and of a large one are not the same work; where prices are unknown, tokens are all there is.
    var basis: CostBasis {
        if isPriced { return (dollars.value ?? 0) > 0 ? .dollars : .seconds }
        if let tokens = tokens.value, tokens > 0 { return .tokens }
        return time.count > 0 ? .seconds : .dollars
    }
}
