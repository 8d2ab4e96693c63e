import Planning

/// Chooses the next token.
///
/// One random number is used for each token that is not simply the likeliest, so that the same seed
/// gives the same answer however the passes were cut.
struct Sampler: Sendable {
    private let temperature: Double
    private let topP: Double
    private var generator: SeededGenerator

    /// - Parameters:
    ///   - temperature: what logits are divided by; at zero the likeliest token is taken.
    ///   - topP: the smallest set of likeliest tokens whose probabilities add up to this is drawn from
    ///     (nucleus sampling, Holtzman et al. 2020).
    init(temperature: Double, topP: Double, seed: UInt64) {
        self.temperature = temperature
        self.topP = topP
        generator = SeededGenerator(seed: seed)
    }

    /// The next token; nil if the logits are no numbers.
    mutating func next(_ logits: Logits) -> Int? {
        guard let best = logits.best else { return nil }
        guard temperature > 0 else { return best }
        let weights = logits.weights(temperature: temperature)
        let sum = weights.reduce(0, +)
        guard sum.isFinite else { return nil }
        // Where every token may be drawn, their order does not matter, and finding it would take most of the time.
        let token =
            topP >= 1 ? draw(among: weights.indices, weights) : draw(among: nucleus(of: weights, topP * sum), weights)
        // All of the sum may have been taken away but for a rounding error.
        return token ?? best
    }

    /// The smallest set of likeliest tokens that is likely enough.
    private func nucleus(of weights: [Double], _ enough: Double) -> ArraySlice<Int> {
        let ranked = weights.indices.sorted { (weights[$1], $0) < (weights[$0], $1) }
        var sum = 0.0
        var size = 0
        while size < ranked.count, size == 0 || sum < enough {
            sum += weights[ranked[size]]
            size += 1
        }
        return ranked[..<size]
    }

    private mutating func draw(among tokens: some Collection<Int>, _ weights: [Double]) -> Int? {
        var rest = generator.chance() * tokens.reduce(0) { $0 + weights[$1] }
        for token in tokens {
            rest -= weights[token]
            if rest < 0 { return token }
        }
        return nil
    }
}
