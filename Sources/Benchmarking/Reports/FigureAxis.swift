import Foundation

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
        // Where all values are nearly the same, there is room for a twentieth of them.
        let span = max(most - least, 0.05 * max(abs(most), 1e-6))
        step = Self.step(span)
        low = least - 0.05 * span
        high = most + 0.05 * span
        self.start = start
        self.end = end
    }

    /// The smallest of 1, 2 and 5, times some power of ten, that divides `span` into at most eight parts.
    private static func step(_ span: Double) -> Double {
        let power = pow(10, (log10(span / 8)).rounded(.down))
        return [1, 2, 5, 10].map { $0 * power }.first { span / $0 <= 8 } ?? 10 * power
    }

    /// Round values along the axis.
    var ticks: [Double] {
        let first = Int((low / step).rounded(.up))
        // Divided by a whole number, where the step is a fraction: 3 / 10 is 0.3, and 3 * 0.1 is not.
        let parts = (1 / step).rounded()
        return (first...max(first, Int((high / step).rounded(.down)))).map {
            step < 1 ? Double($0) / parts : Double($0) * step
        }
    }

    /// As few decimals as tell the ticks apart.
    var decimals: Int { step >= 1 ? 0 : Int((-log10(step) - 1e-9).rounded(.up)) }

    func place(_ value: Double) -> Double {
        value.isFinite ? start + (min(max(value, low), high) - low) / (high - low) * (end - start) : end
    }
}
