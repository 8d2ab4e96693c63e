import Foundation
import Planning
import Testing

@testable import EmbeddedEngine

/// The arithmetic, against plain loops in double precision.
@Suite struct NetworkTests {
    private static let shapes: [RandomModel.Shape] = [
        .init(), .init(heads: 4, keyHeads: 4), .init(heads: 6, keyHeads: 1, headSize: 4),
        .init(width: 30, inner: 50, heads: 3, keyHeads: 3, headSize: 10),
        .init(width: 33, inner: 45, heads: 2, keyHeads: 1, headSize: 18, isTied: true),
        .init(width: 40, heads: 8, keyHeads: 2, headSize: 16, rotated: 6),
        .init(width: 64, inner: 96, layers: 3, heads: 4, keyHeads: 2, headSize: 32, isTied: true),
        .init(width: 32, inner: 64, layers: 1, heads: 3, keyHeads: 1, headSize: 32),
        .init(headSize: 8, encoding: .half), .init(width: 50, inner: 70, headSize: 8, isTied: true, encoding: .half),
        .init(width: 64, inner: 96, heads: 2, keyHeads: 1, headSize: 32, encoding: .bytes),
    ]

    @Test(arguments: shapes)
    func logProbabilitiesAreThoseOfPlainLoops(shape: RandomModel.Shape) async throws {
        let random = RandomModel(shape)
        let tokens = try random.load().tokens(ofPrompt: "the cat sat on a mat")
        let expected = PlainNetwork(model: random).logprobs(tokens)
        for kernels in Processor.kernels {
            let model = try random.load(kernels: kernels)
            let ending = tokens.count - 6
            let judged = try await model.logprobs(of: Array(tokens[ending...]), after: Array(tokens[..<ending]))
            // A number that is rounded the other way moves the others by a part in a thousand.
            let tolerance = shape.encoding == .single ? 1e-4 : 1e-2
            for (index, logprob) in judged.enumerated() {
                let plain = expected[ending + index - 1][tokens[ending + index]]
                #expect(abs(logprob - plain) < tolerance, "\(kernels.name), token \(index): \(logprob), \(plain)")
            }
        }
    }

    @Test(arguments: [1, 2, 3, 5, 31, 32, 33, 64])
    func aTextOfAnyLengthIsComputedAlike(length: Int) async throws {
        let random = RandomModel(.init(context: 128))
        let text = (0..<length).map { ($0 * 7 + $0 / 5) % 28 }
        let expected = PlainNetwork(model: random).logprobs(text)
        for kernels in Processor.kernels {
            let model = try random.load(kernels: kernels)
            let next = try await model.logprobs(of: [3], after: text)
            #expect(abs(next[0] - expected[length - 1][3]) < 1e-4, "\(kernels.name)")
        }
    }

    @Test func everyWayOfCuttingATextIntoPassesGivesTheSameBits() async throws {
        for kernels in Processor.kernels {
            let random = RandomModel(.init(width: 48, headSize: 12))
            let text = (0..<90).map { ($0 * 11 + 3) % 28 }
            let whole = try await random.load(kernels: kernels).logprobs(of: Array(text[1...]), after: [text[0]])
            for cut in [1, 2, 3, 4, 5, 7, 31, 32, 33, 63, 64, 65, 88] {
                let model = try random.load(kernels: kernels)
                _ = try await model.logprobs(of: [0], after: Array(text[...cut]))
                let rest = try await model.logprobs(of: Array(text[(cut + 1)...]), after: Array(text[...cut]))
                #expect(rest == Array(whole[cut...]), "\(kernels.name), cut at \(cut)")
            }
        }
    }

    @Test func aLargePassOnTwoThreadsGivesTheSameBits() async throws {
        let random = RandomModel(.init(width: 128, inner: 256, headSize: 32, context: 256))
        let text = (0..<200).map { ($0 * 13 + 5) % 28 }
        let one = try await random.load(EmbeddedLimits(threads: 1)).logprobs(of: [1], after: text)
        let two = try await random.load(EmbeddedLimits(threads: 2)).logprobs(of: [1], after: text)
        #expect(one == two)
    }

    @Test func halfPrecisionIsReadAndRoundedToTheNearest() {
        for kernels in Processor.kernels {
            var random = SeededGenerator(seed: 2)
            let numbers = (0..<64).map { index in
                Float.random(in: -1...1, using: &random) * Float(sign: .plus, exponent: index % 24 - 20, significand: 1)
            }
            let coded = WeightCoding.encode(numbers, as: .half)
            var packed = [Float](repeating: 0, count: 64 * 32)
            let isFinite = coded.bytes.withUnsafeBytes { bytes in
                packed.withUnsafeMutableBufferPointer { packed in
                    kernels.pack(
                        bytes.baseAddress!, encoding: 1, width: 64, group: 64, groupStride: 64, output: 0, depth: 64,
                        into: packed.baseAddress!)
                }
            }
            var row = [Float](repeating: 0, count: 64)
            kernels.unpack(packed, output: 0, depth: 64, into: &row)
            #expect(isFinite)
            #expect(row == coded.values)
            var narrowed = numbers
            kernels.narrow(&narrowed, width: 64, encoding: 1)
            #expect(narrowed == coded.values, "\(kernels.name)")
        }
    }
}

extension EmbeddedModel {
    /// The log-probabilities of tokens, one after the other, behind a text.
    func logprobs(of tokens: [Int], after text: [Int]) async throws -> [Double] {
        try await submit(CallProgress(evaluating: tokens, after: text), tokens.count).next().logprobs
    }
}
