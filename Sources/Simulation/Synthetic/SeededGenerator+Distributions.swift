import Foundation
import Planning

extension SeededGenerator {
    /// Log-normal with this mean and this coefficient of variation; without variation, the mean.
    mutating func logNormal(mean: Double, variation: Double) -> Double {
        guard variation > 0, mean > 0 else { return mean }
        let variance = log(1 + variation * variation)
        return mean * exp(variance.squareRoot() * normal() - variance / 2)
    }

    /// Beta, as the ratio of two gammas.
    mutating func beta(_ alpha: Double, _ beta: Double) -> Double {
        let first = gamma(alpha)
        let second = gamma(beta)
        return first + second > 0 ? first / (first + second) : 0.5
    }

    /// Gamma with scale 1, by the method of Marsaglia and Tsang.
    private mutating func gamma(_ shape: Double) -> Double {
        guard shape >= 1 else { return gamma(shape + 1) * pow(1 - chance(), 1 / shape) }
        let offset = shape - 1.0 / 3
        let scale = 1 / (9 * offset).squareRoot()
        while true {
            let deviate = normal()
            let cube = 1 + scale * deviate
            guard cube > 0 else { continue }
            let volume = cube * cube * cube
            if log(1 - chance()) < deviate * deviate / 2 + offset * (1 - volume + log(volume)) {
                return offset * volume
            }
        }
    }
}
