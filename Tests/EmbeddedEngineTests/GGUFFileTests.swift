import Foundation
import Planning
import Testing

@testable import EmbeddedEngine

/// Files that nobody vouches for give an error of our own, and never a crash.
@Suite struct GGUFFileTests {
    /// As small as a model can be, so that thousands of damaged ones can be tried.
    private static let small = RandomModel(
        .init(width: 8, inner: 8, layers: 1, heads: 2, keyHeads: 1, headSize: 4, context: 16))

    private func code(of model: RandomModel, limits: EmbeddedLimits = EmbeddedLimits()) -> EmbeddedModelError.Code? {
        do {
            _ = try model.load(limits)
            return nil
        } catch let error as EmbeddedModelError {
            #expect(!error.message.isEmpty && !error.suggestion.isEmpty)
            return error.code
        } catch {
            Issue.record("an error of another kind: \(error)")
            return nil
        }
    }

    @Test(arguments: [2, 3] as [UInt32])
    func aSoundFileLoads(version: UInt32) throws {
        let model = try Self.small.changed { $0.version = version }.load()
        #expect(model.name == "random")
        #expect(model.contextLength == 16)
        #expect(model.parameterCount == Self.small.weights.values.joined().map(\.count).reduce(0, +))
    }

    @Test func aFileThatEndsTooEarlyIsRefusedWhereverItEnds() {
        let data = Self.small.data
        for length in 0..<data.count {
            #expect(throws: EmbeddedModelError.self, "cut at \(length) of \(data.count)") {
                try EmbeddedModel(GGUFFile(data.prefix(length), name: "cut"))
            }
        }
    }

    @Test func aDamagedFileIsRefusedOrRunsAndNeverCrashes() async throws {
        let (sound, header) = (Self.small.data, Self.small.document.headerSize)
        var random = SeededGenerator(seed: 4)
        var refused = 0
        for _ in 0..<4000 {
            let damaged = Self.damage(sound, header, &random)
            do {
                let model = try EmbeddedModel(
                    GGUFFile(damaged, name: "damaged"), limits: EmbeddedLimits(memory: 1 << 24))
                for try await _ in try model.complete("ab", CompletionOptions(maxOutput: 2)) {}
            } catch is EmbeddedModelError {
                refused += 1
            } catch is BackendError {
                // It loads, and its vocabulary has no such letters or its weights overflow.
            }
        }
        #expect(refused > 1000)
    }

    /// Changes a few bytes, most of them in the header: to anything, or to what overflows best.
    private static func damage(_ sound: Data, _ header: Int, _ random: inout SeededGenerator) -> Data {
        var data = sound
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let inHeader = Int.random(in: 0..<8, using: &random) > 0
            let place = Int.random(in: 0..<(inHeader ? header : data.count), using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: data[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 1: data[place] = UInt8.random(in: 0...255, using: &random)
            case 2: for byte in place..<min(place + 8, data.count) { data[byte] = 0xff }
            case 3: for byte in place..<min(place + 4, data.count) { data[byte] = 0 }
            default: data.removeSubrange(place..<min(place + Int.random(in: 1...9, using: &random), data.count))
            }
        }
        return data
    }

    @Test func whatIsNoGGUFFileIsSaidToBeNone() {
        for text in ["", "GGU", "PK\u{3}\u{4}hello, this is something else", "GGUF"] {
            #expect(throws: EmbeddedModelError.self) { try GGUFFile(Data(text.utf8), name: "text") }
        }
    }

    @Test func aFileThatIsNotThereIsUnreadable() throws {
        let error = #expect(throws: EmbeddedModelError.self) {
            try EmbeddedModel(file: URL(fileURLWithPath: "/nowhere/model.gguf"))
        }
        #expect(error?.code == .unreadable)
        #expect(error?.message.contains("/nowhere/model.gguf") == true)
    }

    @Test(arguments: [
        ("general.architecture", GGUFDocument.Value.text("qwen2"), EmbeddedModelError.Code.unsupported),
        ("general.architecture", .count(3), .malformed), ("llama.block_count", .count(0), .malformed),
        ("llama.block_count", .count(2), .malformed), ("llama.block_count", .text("two"), .malformed),
        ("llama.embedding_length", .count(0xffff_ffff), .malformed),
        ("llama.attention.head_count", .count(3), .malformed),
        ("llama.attention.head_count_kv", .count(0), .malformed),
        ("llama.attention.value_length", .count(5), .unsupported),
        ("llama.attention.layer_norm_rms_epsilon", .float(.nan), .malformed),
        ("llama.attention.layer_norm_rms_epsilon", .float(-1), .malformed),
        ("llama.rope.freq_base", .float(.infinity), .malformed), ("llama.rope.freq_base", .float(0), .malformed),
        ("llama.rope.dimension_count", .count(3), .malformed), ("llama.rope.dimension_count", .count(6), .malformed),
        ("llama.rope.scaling.type", .text("yarn"), .unsupported), ("llama.expert_count", .count(8), .unsupported),
        ("general.alignment", .count(48), .malformed), ("general.alignment", .count(0), .malformed),
        ("tokenizer.ggml.model", .text("bert"), .unsupported), ("tokenizer.ggml.tokens", .texts([]), .malformed),
        ("tokenizer.ggml.tokens", .texts(["a", "b"]), .malformed),
        ("tokenizer.ggml.token_type", .counts([1]), .malformed),
        ("tokenizer.ggml.bos_token_id", .count(4000), .malformed),
        ("tokenizer.ggml.add_eos_token", .bool(true), .unsupported),
        ("tokenizer.ggml.add_bos_token", .raw(7, [2]), .malformed),
        ("outrider.reward.tokens", .counts([1, -1]), .malformed), ("outrider.reward.tokens", .counts([1]), .malformed),
        ("a.list", .raw(9, [9, 0, 0, 0] + Array(repeating: 0, count: 8)), .unsupported),
        ("a.list", .raw(9, [4, 0, 0, 0] + Array(repeating: 255, count: 8)), .malformed),
        ("a.text", .raw(8, Array(repeating: 255, count: 8)), .malformed),
        ("a.text", .raw(8, [2, 0, 0, 0, 0, 0, 0, 0, 0xc3, 0x28]), .malformed), ("a.value", .raw(77, []), .malformed),
    ])
    func aValueThatCannotBeIsRefused(key: String, value: GGUFDocument.Value, code: EmbeddedModelError.Code) {
        #expect(self.code(of: Self.small.changed { $0.set(key, value) }) == code, "\(key)")
    }

    @Test(arguments: [
        "general.architecture", "llama.context_length", "llama.embedding_length", "llama.block_count",
        "llama.feed_forward_length", "llama.attention.head_count", "llama.attention.layer_norm_rms_epsilon",
        "tokenizer.ggml.tokens", "tokenizer.ggml.merges", "tokenizer.ggml.bos_token_id",
    ])
    func aMissingValueIsNamed(key: String) {
        let error = #expect(throws: EmbeddedModelError.self) {
            try Self.small.changed { $0.set(key, nil) }.load()
        }
        #expect(error?.message.contains(key) == true)
    }

    @Test func tensorsThatCannotBeAreRefused() {
        func broken(_ change: (inout GGUFDocument.Tensor) -> Void) -> EmbeddedModelError.Code? {
            code(of: Self.small.changed { change(&$0.tensors[2]) })
        }
        #expect(broken { $0.type = 12 } == .unsupported)
        #expect(broken { $0.type = 99 } == .unsupported)
        #expect(broken { $0.type = 8 } == .malformed)
        #expect(broken { $0.dimensions = [] } == .malformed)
        #expect(broken { $0.dimensions = [8, 0] } == .malformed)
        #expect(broken { $0.dimensions = [4, 8] } == .malformed)
        #expect(broken { $0.dimensions = [8, 8, 2] } == .unsupported)
        #expect(broken { $0.dimensions = [0x7fff_ffff, 0x7fff_ffff] } == .malformed)
        #expect(broken { $0.bytes.replaceSubrange(0..<4, with: [0, 0, 0xc0, 0x7f]) } == .malformed)
        #expect(code(of: Self.small.changed { $0.tensors.remove(at: 3) }) == .malformed)
        #expect(code(of: Self.small.changed { $0.tensors.append($0.tensors[0]) }) == .malformed)
        let stranger = GGUFDocument.Tensor(name: "blk.0.attn_q.bias", type: 0, dimensions: [1], bytes: [0, 0, 0, 0])
        #expect(code(of: Self.small.changed { $0.tensors.append(stranger) }) == .unsupported)
    }

    @Test func aModelThatNeedsMoreThanThereIsIsTooLarge() {
        // Room for nothing; for the activations alone; for the weights too.
        for memory in [10_000, 60_000] {
            #expect(code(of: Self.small, limits: EmbeddedLimits(memory: memory)) == .tooLarge)
        }
        #expect(code(of: Self.small, limits: EmbeddedLimits(memory: 150_000)) == nil)
        let long = Self.small.changed { $0.set("llama.context_length", .count(16_000_000)) }
        #expect(code(of: long, limits: EmbeddedLimits(memory: 1 << 26)) == .tooLarge)
        #expect(code(of: long, limits: EmbeddedLimits(memory: 1 << 26, contextLength: 100)) == nil)
        // Keys and values are kept in blocks and padded: of heads of two numbers each many more are kept than are used.
        let narrow = RandomModel(
            .init(width: 64, inner: 8, layers: 8, heads: 32, keyHeads: 32, headSize: 2, context: 1))
        #expect(code(of: narrow, limits: EmbeddedLimits(memory: 3 << 20)) == .tooLarge)
        #expect(code(of: narrow, limits: EmbeddedLimits(memory: 16 << 20)) == nil)
    }
}
