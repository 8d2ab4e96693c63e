import Foundation
import Planning
import Testing

@testable import EmbeddedEngine

/// A Llama model with random weights, as a file and as plain numbers.
struct RandomModel {
    /// Its sizes.
    struct Shape: Sendable, CustomTestStringConvertible {
        var width = 32
        var inner = 64
        var layers = 2
        var heads = 4
        var keyHeads = 2
        var headSize = 8
        var rotated: Int?
        var context = 128
        var isTied = false
        var encoding = GGUFTensor.Encoding.single
        var seed: UInt64 = 1

        var testDescription: String {
            "\(width)/\(inner)×\(layers), \(heads):\(keyHeads) heads of \(headSize), \(encoding), \(isTied ? "tied" : "")"
        }
    }

    let shape: Shape
    let tokens: [String]
    private(set) var document = GGUFDocument()
    /// The weights as the file holds them: rows of outputs.
    private(set) var weights: [String: [[Float]]] = [:]

    /// A model over lower-case letters, space and line break; or over all bytes.
    init(_ shape: Shape = Shape(), allBytes: Bool = false) {
        self.shape = shape
        let bytes: [UInt8] = allBytes ? Array(0...255) : Array("abcdefghijklmnopqrstuvwxyz \n".utf8)
        tokens = bytes.map(Self.letter) + ["<|bos|>", "<|eos|>"]
        describe(types: bytes.map { _ in 1 } + [3, 3])
        fill()
    }

    var data: Data { document.data }

    /// The model, loaded.
    func load(_ limits: EmbeddedLimits = EmbeddedLimits(), kernels: any KernelSet.Type = Processor.best) throws
        -> EmbeddedModel
    {
        try EmbeddedModel(GGUFFile(data, name: "random"), limits: limits, kernels: kernels)
    }

    /// The model with a changed file.
    func changed(_ change: (inout GGUFDocument) -> Void) -> RandomModel {
        var model = self
        change(&model.document)
        return model
    }

    /// A byte in GPT-2's alphabet.
    private static func letter(_ byte: UInt8) -> String {
        (0x20...0x143).compactMap(Unicode.Scalar.init).map { String($0) }
            .first { ByteAlphabet.bytes(of: $0) == [byte] } ?? "?"
    }

    private mutating func describe(types: [Int32]) {
        let (bos, eos) = (UInt32(tokens.count - 2), UInt32(tokens.count - 1))
        document.values = [
            ("general.architecture", .text("llama")), ("general.name", .text("random")),
            ("llama.context_length", .count(UInt32(shape.context))),
            ("llama.embedding_length", .count(UInt32(shape.width))),
            ("llama.block_count", .count(UInt32(shape.layers))),
            ("llama.feed_forward_length", .count(UInt32(shape.inner))),
            ("llama.attention.head_count", .count(UInt32(shape.heads))),
            ("llama.attention.head_count_kv", .count(UInt32(shape.keyHeads))),
            ("llama.attention.key_length", .count(UInt32(shape.headSize))),
            ("llama.attention.value_length", .count(UInt32(shape.headSize))),
            ("llama.attention.layer_norm_rms_epsilon", .float(1e-5)),
            ("llama.rope.freq_base", .float(10_000)),
            ("llama.rope.dimension_count", .count(UInt32(shape.rotated ?? shape.headSize))),
            ("llama.vocab_size", .count(UInt32(tokens.count))),
            ("tokenizer.ggml.model", .text("gpt2")), ("tokenizer.ggml.pre", .text("gpt-2")),
            ("tokenizer.ggml.tokens", .texts(tokens)), ("tokenizer.ggml.token_type", .counts(types)),
            ("tokenizer.ggml.merges", .texts([])),
            ("tokenizer.ggml.bos_token_id", .count(bos)), ("tokenizer.ggml.eos_token_id", .count(eos)),
            ("tokenizer.ggml.add_bos_token", .bool(true)),
        ]
    }

    private mutating func fill() {
        var random = SeededGenerator(seed: shape.seed)
        let (queries, keys) = (shape.heads * shape.headSize, shape.keyHeads * shape.headSize)
        matrix("token_embd.weight", tokens.count, shape.width, &random)
        for layer in 0..<shape.layers {
            norm("blk.\(layer).attn_norm.weight", &random)
            matrix("blk.\(layer).attn_q.weight", queries, shape.width, &random)
            matrix("blk.\(layer).attn_k.weight", keys, shape.width, &random)
            matrix("blk.\(layer).attn_v.weight", keys, shape.width, &random)
            matrix("blk.\(layer).attn_output.weight", shape.width, queries, &random)
            norm("blk.\(layer).ffn_norm.weight", &random)
            matrix("blk.\(layer).ffn_gate.weight", shape.inner, shape.width, &random)
            matrix("blk.\(layer).ffn_up.weight", shape.inner, shape.width, &random)
            matrix("blk.\(layer).ffn_down.weight", shape.width, shape.inner, &random)
        }
        norm("output_norm.weight", &random)
        if !shape.isTied { matrix("output.weight", tokens.count, shape.width, &random) }
    }

    private mutating func norm(_ name: String, _ random: inout SeededGenerator) {
        add(name, [(0..<shape.width).map { _ in Float.random(in: 0.7...1.3, using: &random) }], as: .single)
    }

    private mutating func matrix(_ name: String, _ outputs: Int, _ inputs: Int, _ random: inout SeededGenerator) {
        // Wide enough that the next token is a clear choice, so that rounding does not change it.
        let size = 3 / Float(inputs).squareRoot()
        let rows = (0..<outputs).map { _ in (0..<inputs).map { _ in Float.random(in: -size...size, using: &random) } }
        add(name, rows, as: shape.encoding)
    }

    /// Adds a tensor, and notes what its weights are once they are stored.
    mutating func add(_ name: String, _ rows: [[Float]], as encoding: GGUFTensor.Encoding) {
        let coded = rows.map { WeightCoding.encode($0, as: encoding) }
        weights[name] = coded.map(\.values)
        let dimensions = name.hasSuffix("norm.weight") ? [rows[0].count] : [rows[0].count, rows.count]
        document.tensors.append(
            GGUFDocument.Tensor(
                name: name, type: encoding.rawValue, dimensions: dimensions, bytes: coded.flatMap(\.bytes)))
    }
}
