@_spi(Measuring) import EmbeddedEngine
import Foundation
import Planning

/// The embedded engine with every set of kernels that this processor can run.
struct KernelsBenchmark: Benchmark {
    let name = "kernels"
    let summary = "models in this process with each set of kernels that this processor can run, in turn"

    func figures(seed: UInt64) async throws -> [Figure] {
        var figures: [Figure] = []
        for file in try ShippedModels.files() {
            let models = try EmbeddedModel.arithmetics.map { try EmbeddedModel(file: file, arithmetic: $0) }
            for model in models { _ = try await EngineRound.rates(model, "a", answer: 1) }
            var random = SeededGenerator(seed: seed)
            var rounds: [[KernelRow]] = []
            for _ in 0..<Self.rounds { rounds.append(try await Self.round(models, &random)) }
            figures += KernelComparison(model: file.deletingPathExtension().lastPathComponent, rounds: rounds).figures
        }
        return figures
    }

    /// Each prompt goes to all, another one first each time; the medians count.
    private static func round(
        _ models: [EmbeddedModel], _ random: inout SeededGenerator
    ) async throws -> [KernelRow] {
        var prompts = models.map { _ in [Double]() }
        var answers = prompts
        for number in 0..<promptsInARound {
            let length = models[0].contextLength / 2
            let prompt = EngineRound.prompt(length - 2, &random)
            for turn in models.indices {
                let place = (number + turn) % models.count
                let rates = try await EngineRound.rates(models[place], prompt, answer: length)
                prompts[place].append(rates.prompt)
                if let answer = rates.answer { answers[place].append(answer) }
            }
        }
        var rows: [KernelRow] = []
        for (place, model) in models.enumerated() {
            guard let prompt = Spread(prompts[place])?.median, let answer = Spread(answers[place])?.median else {
                throw BenchmarkError("the model \(model.name) answers no prompt with two tokens; try another --seed")
            }
            rows.append(KernelRow(kernels: model.arithmetic, prompt: prompt, answer: answer))
        }
        return rows
    }

    private static let rounds = 10
    private static let promptsInARound = 20
}
