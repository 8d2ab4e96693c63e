import Foundation

extension SeededGenerator {
    /// Uniform in 0..<1.
    public mutating func chance() -> Double { Double.random(in: 0..<1, using: &self) }

    /// Standard normal, by the method of Box and Muller.
    public mutating func normal() -> Double {
        let radius = (-2 * log(1 - chance())).squareRoot()
        return radius * cos(2 * .pi * chance())
    }
}
