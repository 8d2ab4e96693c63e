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

    /// Dollars where calls cost some, otherwise the work of a call.
    var basis: CostBasis {
        if isPriced, let dollars = dollars.value, dollars > 0 { return .dollars }
        if let tokens = tokens.value, tokens > 0 { return .tokens }
        return isPriced || time.count > 0 ? .seconds : .dollars
    }
}
