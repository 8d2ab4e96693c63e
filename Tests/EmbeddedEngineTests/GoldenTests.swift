import Foundation
import Planning
import Testing

@testable import EmbeddedEngine

/// The same answers as llama.cpp's, token for token, from the same files. How its answers were
/// recorded is said in `Fixtures/llama.cpp/README.md`.
@Suite struct GoldenTests {
    /// What llama.cpp answered.
    struct Recording: Decodable {
        /// The model's name in ``models``.
        let model: String
        let prompt: String
        let text: String
        let logprobs: [Double]
    }

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fixtures/llama.cpp")

    static let models: [String: RandomModel] = [
        "single": RandomModel(.init(width: 64, inner: 96, heads: 4, keyHeads: 2, headSize: 16, seed: 21)),
        "tied": RandomModel(
            .init(width: 48, inner: 80, layers: 3, heads: 6, keyHeads: 2, headSize: 8, isTied: true, seed: 22)),
        "single-heads": RandomModel(.init(width: 64, heads: 2, keyHeads: 2, headSize: 32, seed: 23)),
        "half": RandomModel(.init(width: 64, inner: 96, headSize: 16, encoding: .half, seed: 24)),
        "bytes": RandomModel(
            .init(width: 64, inner: 96, heads: 2, keyHeads: 1, headSize: 32, encoding: .bytes, seed: 25)),
    ]

    private static func recordings() throws -> [Recording] {
        try JSONDecoder().decode(
            [Recording].self, from: Data(contentsOf: folder.appending(path: "recordings.json")))
    }

    @Test func answersAreThoseOfLlamaCpp() async throws {
        let recordings = try Self.recordings()
        #expect(Set(recordings.map(\.model)) == Set(Self.models.keys))
        for recording in recordings {
            let random = try #require(Self.models[recording.model])
            for kernels in Processor.kernels {
                let model = try random.load(kernels: kernels)
                let answer = try await model.answer(
                    recording.prompt, CompletionOptions(maxOutput: recording.logprobs.count, topLogprobs: 0))
                let place = Comment(rawValue: "\(recording.model), \(kernels.name), “\(recording.prompt)”")
                #expect(answer.text == recording.text, place)
                // Where activations are rounded, a rounding that goes the other way shows.
                let tolerance = random.shape.encoding == .single ? 1e-3 : 5e-2
                for (ours, theirs) in zip(answer.logprobs, recording.logprobs) {
                    #expect(abs(ours.logprob - theirs) < tolerance, place)
                }
            }
        }
    }

    /// Writes the models for llama.cpp to answer with, when the recordings are made anew.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["OUTRIDER_GOLDEN_MODELS"] != nil))
    func modelsAreWrittenForLlamaCpp() throws {
        let folder = URL(
            fileURLWithPath: try #require(ProcessInfo.processInfo.environment["OUTRIDER_GOLDEN_MODELS"]))
        for (name, model) in Self.models {
            try model.data.write(to: folder.appending(path: "\(name).gguf"))
        }
    }
}
