import Foundation
import Planning

/// The embedded engine on the models that ship.
struct EngineBenchmark: Benchmark {
    let name = "engine"
    let summary = "models in this process: loading, prompts, answers, shared prefixes, calls at once, guesses"

    func figures(seed: UInt64) async throws -> [Figure] {
        var figures: [Figure] = []
        for file in try ShippedModels.files() {
            var rounds: [EngineRound] = []
            for round in 0..<5 as Range<UInt64> {
                rounds.append(try await EngineRound(file, seed: seed &+ round))
            }
            figures += Self.figures(file.deletingPathExtension().lastPathComponent, rounds)
        }
        return figures
    }

    private static func figures(_ model: String, _ rounds: [EngineRound]) -> [Figure] {
        [
            Figure(
                name: "\(model), load to first token", unit: "ms", target: .median(atMost: 50),
                values: rounds.map(\.load)),
            Figure(name: "\(model), prompt", unit: "tokens/s", values: rounds.map(\.prefill)),
            Figure(name: "\(model), answer", unit: "tokens/s", values: rounds.map(\.decode)),
            Figure(
                name: "\(model), first token after a shared prefix", unit: "steps", target: .median(atMost: 1.2),
                values: rounds.map(\.firstTokenSteps)),
            Figure(name: "\(model), eight answers at once", unit: "× in turn", values: rounds.map(\.eightAtOnce)),
            Figure(name: "\(model), answer with the right guess", unit: "× without", values: rounds.map(\.guessed)),
        ] + scoring(model, rounds)
    }

    private static func scoring(_ model: String, _ rounds: [EngineRound]) -> [Figure] {
        let (together, alone) = (rounds.compactMap(\.scoring), rounds.compactMap(\.scoringAlone))
        guard !together.isEmpty else { return [] }
        return [
            Figure(name: "\(model), score of one of eight together", unit: "µs", values: together),
            Figure(name: "\(model), score of one of eight in turn", unit: "µs", values: alone),
        ]
    }
}
