/// What the rounds of a model say of the sets of kernels.
struct KernelComparison {
    let model: String
    /// A row for every set in each round, the widest first.
    let rounds: [[KernelRow]]

    /// How fast every set is, and each but the widest beside the widest in the same round.
    var figures: [Figure] { figures("prompt", \.prompt) + figures("answer", \.answer) }

    private func figures(_ what: String, _ speed: (KernelRow) -> Double) -> [Figure] {
        guard let sets = rounds.first?.map(\.kernels), let widest = sets.first else { return [] }
        var figures: [Figure] = []
        for (place, kernels) in sets.enumerated() {
            let name = "\(model), \(what), \(kernels)"
            let values = rounds.map { speed($0[place]) }
            figures.append(Figure(name: name, unit: "tokens/s", values: values))
            guard place > 0 else { continue }
            figures.append(
                Figure(
                    name: name, unit: "× \(widest)", target: .median(atLeast: Self.slowest),
                    values: zip(values, rounds).map { $0 / speed($1[0]) }))
        }
        return figures
    }

    /// Whoever has an old processor should not wait ten times as long.
    private static let slowest = 0.1
}
