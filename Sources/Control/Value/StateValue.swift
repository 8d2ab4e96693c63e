import Foundation
import Planning

/// How many verifications are worth starting from a state: the drafts that will be right, and one.
///
/// Linear, or a network with one hidden layer of rectified units, over hashed features; trained by
/// AdaGrad. ``DSPDepth`` takes the linear one: on the recorded runs it foresees the drafts that will be right
/// better than a network of 16 units does, and a test holds that.
struct StateValue: Sendable, Hashable, Codable {
    /// The shape of the function.
    enum Shape: Sendable, Hashable, Codable {
        case linear
        case network(hidden: Int)
    }

    private let hidden: Int
    /// Linear: one weight for each feature. Network: a row of `hidden` weights for each feature.
    private var input: [Float]
    /// The network's output weights.
    private var output: [Float]
    private var bias: Float = 2
    private var inputSquares: [Float]
    private var outputSquares: [Float]
    private var biasSquare: Float = 0

    init(_ shape: Shape, seed: UInt64) {
        switch shape {
        case .linear: hidden = 0
        case .network(let hidden): self.hidden = max(hidden, 1)
        }
        var generator = SeededGenerator(seed: seed)
        let columns = max(hidden, 1)
        let hidden = hidden
        input = (0..<StateText.width * columns).map { _ in
            hidden == 0 ? 0 : Float.random(in: -0.25...0.25, using: &generator)
        }
        output = (0..<hidden).map { _ in Float.random(in: -0.1...0.1, using: &generator) }
        inputSquares = [Float](repeating: 0, count: input.count)
        outputSquares = [Float](repeating: 0, count: hidden)
    }

    /// The value of a state.
    func callAsFunction(_ state: StateText, words: [UInt16]) -> Double {
        Double(value(activations(state, words)))
    }

    /// One pass over segments.
    /// - Parameters:
    ///   - expectile: above 0.5 a value that is too low weighs more than one that is too high.
    ///   - trace: λ of the λ-returns.
    mutating func train(on segments: [Segment], expectile: Double, trace: Double, rate: Float) {
        for segment in segments {
            let returns = returns(of: segment, trace: trace)
            for (state, target) in zip(segment.states, returns) {
                step(state, segment.words, toward: Float(target), expectile: Float(expectile), rate: rate)
            }
        }
    }

    /// G_i = 1 + (1 − λ)·V(s_{i+1}) + λ·G_{i+1}, with γ = 1, and V = G = 0 past the mismatch.
    func returns(of segment: Segment, trace: Double) -> [Double] {
        var next = segment.tail.map { self($0, words: segment.words) } ?? 0
        var nextValue = next
        var returns: [Double] = []
        for state in segment.states.reversed() {
            next = 1 + (1 - trace) * nextValue + trace * next
            nextValue = self(state, words: segment.words)
            returns.append(next)
        }
        return returns.reversed()
    }

    // MARK: - Inside

    /// Linear: the sum alone. Network: the sum for each hidden unit, before rectification.
    private func activations(_ state: StateText, _ words: [UInt16]) -> [Float] {
        let columns = max(hidden, 1)
        var sums = [Float](repeating: 0, count: columns)
        let scale = wordScale(words)
        for slot in state.features {
            for column in 0..<columns { sums[column] += input[Int(slot) * columns + column] }
        }
        for slot in words {
            for column in 0..<columns { sums[column] += scale * input[Int(slot) * columns + column] }
        }
        return sums
    }

    private func value(_ sums: [Float]) -> Float {
        guard hidden > 0 else { return bias + sums[0] }
        var value = bias
        for unit in 0..<hidden where sums[unit] > 0 { value += output[unit] * sums[unit] }
        return value
    }

    private func wordScale(_ words: [UInt16]) -> Float { words.isEmpty ? 0 : 1 / Float(words.count).squareRoot() }

    private mutating func step(
        _ state: StateText, _ words: [UInt16], toward target: Float, expectile: Float, rate: Float
    ) {
        let sums = activations(state, words)
        let error = target - value(sums)
        guard error.isFinite else { return }
        let weight = 2 * (error > 0 ? expectile : 1 - expectile)
        let gradient = min(max(-weight * error, -4), 4)
        let columns = max(hidden, 1)
        var columnGradients = [Float](repeating: gradient, count: columns)
        for unit in 0..<hidden {
            columnGradients[unit] = sums[unit] > 0 ? gradient * output[unit] : 0
            if sums[unit] > 0 { Self.adapt(&output[unit], &outputSquares[unit], gradient * sums[unit], rate) }
        }
        Self.adapt(&bias, &biasSquare, gradient, rate)
        let scale = wordScale(words)
        for (slots, factor) in [(state.features, Float(1)), (words, scale)] {
            for slot in slots {
                for column in 0..<columns {
                    let index = Int(slot) * columns + column
                    Self.adapt(&input[index], &inputSquares[index], factor * columnGradients[column], rate)
                }
            }
        }
    }

    private static func adapt(_ weight: inout Float, _ square: inout Float, _ gradient: Float, _ rate: Float) {
        guard gradient != 0 else { return }
        // Old squares fade, so that the function can follow a drafter that changes.
        square = 0.999 * square + gradient * gradient
        weight -= rate * gradient / (square.squareRoot() + 1e-3)
    }

    // MARK: - Coding

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        hidden = try container.decode(Int.self, forKey: .hidden)
        input = try container.decode([Float].self, forKey: .input)
        output = try container.decode([Float].self, forKey: .output)
        bias = try container.decode(Float.self, forKey: .bias)
        inputSquares = try container.decode([Float].self, forKey: .inputSquares)
        outputSquares = try container.decode([Float].self, forKey: .outputSquares)
        biasSquare = try container.decode(Float.self, forKey: .biasSquare)
        let columns = max(hidden, 1)
        guard (0...1024).contains(hidden), input.count == StateText.width * columns, output.count == hidden,
            inputSquares.count == input.count, outputSquares.count == hidden
        else {
            throw DecodingError.dataCorruptedError(
                forKey: .input, in: container, debugDescription: "The value function's weights do not fit its shape.")
        }
    }
}
