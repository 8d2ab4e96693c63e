import EmbeddedEngine
import Foundation
import Planning

/// Answers and measures what it is asked on standard input, a line of JSON each: what `engine.py` runs
/// beside llama.cpp.
struct EngineProbe {
    private struct Question: Decodable {
        /// Measure a round of this seed.
        var round: UInt64?
        /// Continue this.
        var prompt: String?
        var maxOutput: Int?
    }

    private struct Answer: Encodable {
        var text = ""
        var logprobs: [Double] = []
    }

    let file: URL

    func run() async throws {
        let model = try EmbeddedModel(file: file)
        while let line = readLine() {
            let question = try JSONDecoder().decode(Question.self, from: Data(line.utf8))
            if let seed = question.round {
                try put(await EngineRound(file, seed: seed))
            } else {
                var answer = Answer()
                let options = CompletionOptions(maxOutput: question.maxOutput ?? 64, topLogprobs: 0)
                for try await event in try model.complete(question.prompt ?? "", options) {
                    if case .text(let piece) = event { answer.text += piece }
                    if case .logprobs(let more) = event { answer.logprobs += more.map(\.logprob) }
                }
                try put(answer)
            }
        }
    }

    private func put(_ value: some Encodable) throws {
        FileHandle.standardOutput.write(try JSONEncoder().encode(value) + Data("\n".utf8))
    }
}
