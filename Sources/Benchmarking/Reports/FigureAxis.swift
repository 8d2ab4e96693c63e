/// A scale from values to places on the page.
struct FigureAxis {
    private let low: Double
    private let high: Double
    private let start: Double
    private let end: Double
    private let step: Double

    /// An axis that holds all values, and some room beside them.
    init(_ values: [Double], from start: Double, to end: Double) {
        let finite = values.filter { $0.isFinite && abs($0) < 1e6 }
        let least = finite.min() ?? 0
        let most = finite.max() ?? 1
        let span = max(most - least, 0.05)
        step = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5].first { span / $0 <= 8 } ?? span / 8
        low = least - 0.05 * span
        high = most + 0.05 * span
        self.start = start
        self.end = end
    }

    /// Round values along the axis.
    var ticks: [Double] {
        let first = Int((low / step).rounded(.up))
        return (first...max(first, Int((high / step).rounded(.down)))).map { Double($0) * step }
    }

    /// As few decimals as tell the ticks apart.
    var decimals: Int { step >= 1 ? 0 : step >= 0.1 ? 1 : 2 }

    func place(_ value: Double) -> Double {
        value.isFinite ? start + (min(max(value, low), high) - low) / (high - low) * (end - start) : end
    }
}
