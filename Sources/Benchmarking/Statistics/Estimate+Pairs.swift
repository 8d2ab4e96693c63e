import Planning

extension Estimate {
    /// The part of `count` trials that succeeded, with Wilson's interval: it stays between 0 and 1, and says
    /// something where all of them succeeded. Nil without trials.
    public init?(successes: Int, of count: Int) {
        guard count > 0 else { return nil }
        let (n, z) = (Double(count), 1.959964)
        let part = Double(successes) / n
        let middle = (part + z * z / (2 * n)) / (1 + z * z / n)
        let reach = z / (1 + z * z / n) * (part * (1 - part) / n + z * z / (4 * n * n)).squareRoot()
        self.init(mean: part, low: max(0, min(part, middle - reach)), high: min(1, max(part, middle + reach)))
    }

    /// How much the sum of the first values is of the sum of the second ones, with the interval that comes of
    /// drawing pairs anew. Nil where the second ones come to nothing.
    public init?(ratioOf pairs: [(Double, Double)], resamples: Int = 2000) {
        let whole = pairs.reduce(0) { $0 + $1.1 }
        guard whole > 0 else { return nil }
        let ratio = pairs.reduce(0) { $0 + $1.0 } / whole
        var random = SeededGenerator(seed: 0x0b00_7511)
        let ratios = (0..<max(resamples, 40)).compactMap { _ -> Double? in
            var (part, whole) = (0.0, 0.0)
            for _ in pairs.indices {
                let pair = pairs[Int.random(in: pairs.indices, using: &random)]
                part += pair.0
                whole += pair.1
            }
            return whole > 0 ? part / whole : nil
        }.sorted()
        self.init(mean: ratio, low: ratios[ratios.count / 40], high: ratios[ratios.count - 1 - ratios.count / 40])
    }
}
