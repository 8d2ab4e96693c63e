import Foundation

@testable import EmbeddedEngine

/// The same forward pass once more: plain loops in double precision, nothing kept, nothing shared.
struct PlainNetwork {
    let model: RandomModel

    /// The log-probabilities of what follows each token of a text.
    func logprobs(_ text: [Int]) -> [[Double]] {
        states(text).map { state in
            let logits = multiply(model.weights["output.weight"] ?? model.weights["token_embd.weight"] ?? [], state)
            let peak = logits.max() ?? 0
            let logarithm = peak + log(logits.map { exp($0 - peak) }.reduce(0, +))
            return logits.map { $0 - logarithm }
        }
    }

    /// The last states of a text's tokens, normed.
    func states(_ text: [Int]) -> [[Double]] {
        let shape = model.shape
        var states = text.map { token in (model.weights["token_embd.weight"] ?? [])[token].map(Double.init) }
        for layer in 0..<shape.layers {
            func weight(_ name: String) -> [[Float]] { model.weights["blk.\(layer).\(name).weight"] ?? [] }
            let normed = states.map { norm($0, weight("attn_norm")) }
            let queries = normed.enumerated().map { rotate(multiply(weight("attn_q"), $1), at: $0) }
            let keys = normed.enumerated().map { rotate(multiply(weight("attn_k"), $1), at: $0) }
            let values = normed.map { multiply(weight("attn_v"), $0) }
            for position in text.indices {
                let seen = (0..<shape.heads).flatMap { head in
                    attend(queries[position], Array(keys[...position]), Array(values[...position]), head: head)
                }
                let sum = zip(states[position], multiply(weight("attn_output"), seen)).map(+)
                let inner = norm(sum, weight("ffn_norm"))
                let gated = zip(multiply(weight("ffn_gate"), inner), multiply(weight("ffn_up"), inner)).map {
                    gate, up in
                    gate / (1 + exp(-gate)) * up
                }
                states[position] = zip(sum, multiply(weight("ffn_down"), gated)).map(+)
            }
        }
        return states.map { norm($0, model.weights["output_norm.weight"] ?? []) }
    }

    private func norm(_ state: [Double], _ weights: [[Float]]) -> [Double] {
        let scale = 1 / (state.map { $0 * $0 }.reduce(0, +) / Double(state.count) + 1e-5).squareRoot()
        return zip(state, weights[0]).map { $0 * scale * Double($1) }
    }

    /// Rounds the state as the weights' encoding asks for, and multiplies.
    private func multiply(_ weights: [[Float]], _ state: [Double]) -> [Double] {
        let state = narrowed(state)
        return weights.map { row in zip(row, state).map { Double($0) * $1 }.reduce(0, +) }
    }

    private func narrowed(_ state: [Double]) -> [Double] {
        switch model.shape.encoding {
        case .single: return state
        case .half: return state.map { WeightCoding.rounded(Float($0)) }
        case .bytes:
            return stride(from: 0, to: state.count, by: 32).flatMap { start -> [Double] in
                let block = state[start..<start + 32]
                let peak = block.map(abs).max() ?? 0
                let scale = WeightCoding.rounded(Float(peak) / 127)
                return block.map { peak == 0 ? 0 : ($0 * 127 / peak).rounded(.toNearestOrEven) * scale }
            }
        }
    }

    private func rotate(_ heads: [Double], at position: Int) -> [Double] {
        let (size, rotated) = (model.shape.headSize, model.shape.rotated ?? model.shape.headSize)
        var result = heads
        for start in stride(from: 0, to: heads.count, by: size) {
            for pair in 0..<rotated / 2 {
                let angle = Double(position) * pow(10_000, -2 * Double(pair) / Double(rotated))
                let (a, b) = (heads[start + 2 * pair], heads[start + 2 * pair + 1])
                result[start + 2 * pair] = a * cos(angle) - b * sin(angle)
                result[start + 2 * pair + 1] = a * sin(angle) + b * cos(angle)
            }
        }
        return result
    }

    private func attend(_ query: [Double], _ keys: [[Double]], _ values: [[Double]], head: Int) -> [Double] {
        let size = model.shape.headSize
        let (mine, shared) = (head * size, head / (model.shape.heads / model.shape.keyHeads) * size)
        let scores = keys.map { key in
            (0..<size).map { query[mine + $0] * key[shared + $0] }.reduce(0, +) / Double(size).squareRoot()
        }
        let peak = scores.max() ?? 0
        let weights = scores.map { exp($0 - peak) }
        let sum = weights.reduce(0, +)
        return (0..<size).map { dimension in
            zip(weights, values).map { $0 / sum * $1[shared + dimension] }.reduce(0, +)
        }
    }
}
