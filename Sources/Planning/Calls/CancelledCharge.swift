/// What a call is charged that was cut off before its provider could say: the prompt in full, with
/// the part that usually comes from a cache at the price of a cache, and what was generated until
/// then. Learnt for each model from the calls whose usage was reported.
public struct CancelledCharge: Sendable, Hashable, Codable {
    private var learnt: [ModelID: Habits] = [:]

    /// How a model's calls usually go.
    private struct Habits: Sendable, Hashable, Codable {
        /// The part of the prompt that is read from a cache.
        var cacheRead: Double
        /// The part of the prompt that is written to a cache.
        var cacheWrite: Double
        /// The part of what is generated that can be seen as it comes; the rest is hidden reasoning.
        var visible: Double
        /// Generated tokens of a whole call.
        var output: Double
        /// Generated tokens in a second.
        var rate: Double
    }

    /// Below this part what is seen says too little about what is generated.
    private static let mostlyVisible = 0.7

    /// Nothing is known yet: the whole prompt at full price, and what was seen.
    public init() {}

    /// What a call is likely to be charged for.
    /// - Parameters:
    ///   - promptTokens: the size of its prompt.
    ///   - seen: the tokens of the answer that came.
    ///   - age: how long the call had been going on when it was cut off.
    public func usage(of model: ModelID, promptTokens: Int, seen: Int, age: Duration) -> Usage {
        guard let habits = learnt[model] else {
            return Usage(freshInput: promptTokens, output: seen, provenance: .estimated)
        }
        let read = Int(Double(promptTokens) * habits.cacheRead)
        let write = Int(Double(promptTokens) * habits.cacheWrite)
        return Usage(
            freshInput: promptTokens - read - write, cacheRead: read, cacheWrite: write,
            output: max(seen, hiddenOutput(of: model, age: age)), provenance: .estimated)
    }

    /// What a call of a model that reasons out of sight is likely to have generated until it was cut off, pro rata
    /// of the time, but no more than a whole answer; zero for a model that shows most of what it generates.
    public func hiddenOutput(of model: ModelID, age: Duration) -> Int {
        guard let habits = learnt[model], habits.visible < Self.mostlyVisible else { return 0 }
        return Int(min(habits.rate * max(age.seconds, 0), habits.output).rounded())
    }

    /// Learns from a call that came to its end. Figures that were not reported teach nothing, and
    /// neither do impossible ones.
    /// - Parameter seen: the tokens of the answer that could be seen, by our own count.
    public mutating func learn(from usage: Usage, of model: ModelID, seen: Int, duration: Duration) {
        let parts = [usage.freshInput, usage.cacheRead, usage.cacheWrite]
        guard usage.provenance == .reported, parts.allSatisfy({ $0 >= 0 }), usage.input > 0, usage.output > 0,
            seen >= 0, duration > .zero
        else { return }
        let input = Double(usage.input)
        let output = Double(usage.output)
        let observed = Habits(
            cacheRead: Double(usage.cacheRead) / input, cacheWrite: Double(usage.cacheWrite) / input,
            visible: min(Double(seen) / output, 1), output: output, rate: output / duration.seconds)
        guard observed.rate.isFinite else { return }
        let known = learnt[model] ?? observed
        func mixed(_ figure: KeyPath<Habits, Double>) -> Double {
            known[keyPath: figure] + 0.2 * (observed[keyPath: figure] - known[keyPath: figure])
        }
        learnt[model] = Habits(
            cacheRead: mixed(\.cacheRead), cacheWrite: mixed(\.cacheWrite), visible: mixed(\.visible),
            output: mixed(\.output), rate: mixed(\.rate))
    }
}
