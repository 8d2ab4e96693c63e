/// What a reward model says of a text: a linear function of the last token's state.
///
/// A file gives it in one of two ways. `outrider.reward.tokens` names two tokens, good and bad; the
/// value is the difference of their logits, so that any engine that reports log-probabilities gives
/// the same. Or there is a tensor `cls.output.weight`, with `cls.output.bias` if there is one.
struct ScalarHead: Sendable {
    private let weights: FloatStore
    private let bias: Float

    /// The head of a file; nil if it has none.
    init?(_ reader: WeightReader, output: PackedMatrix, vocabularySize: Int) throws {
        let width = reader.architecture.width
        let bias = try reader.vector(ifPresent: "cls.output.bias", width: 1)
        if let weights = try reader.vector(ifPresent: "cls.output.weight", width: width) {
            self.weights = weights
            self.bias = bias?.floats[0] ?? 0
            return
        }
        guard let tokens = try reader.file.integers(ifPresent: "outrider.reward.tokens") else { return nil }
        guard tokens.count == 2, tokens.allSatisfy({ (0..<Int64(vocabularySize)).contains($0) }) else {
            throw GGUFFault.malformed("outrider.reward.tokens are not two tokens")
        }
        let (good, bad) = (FloatStore(output.depth), FloatStore(output.depth))
        output.copy(output: Int(tokens[0]), to: good.floats)
        output.copy(output: Int(tokens[1]), to: bad.floats)
        for index in 0..<output.depth { good.floats[index] -= bad.floats[index] }
        weights = good
        self.bias = 0
    }

    /// The value of a state.
    func value(of state: UnsafePointer<Float>, width: Int) -> Double {
        (0..<width).reduce(Double(bias)) { $0 + Double(weights.floats[$1]) * Double(state[$1]) }
    }
}
