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
        var nucleus = 0.0
        let ranked = logits.distribution(temperature: temperature)
        var size = 0
        while size < ranked.count, size == 0 || nucleus < topP {
            nucleus += ranked[size].probability
            size += 1
        }
        guard nucleus.isFinite else { return nil }
        var rest = Double.random(in: 0..<1, using: &generator) * nucleus
        for (token, probability) in ranked[..<size] {
            rest -= probability
            if rest < 0 { return token }
        }
        return ranked[size - 1].token
    }
}
