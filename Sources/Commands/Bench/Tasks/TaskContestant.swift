import ArgumentParser
import Configuration
import Planning

/// A strategy with its settings, as `--strategies` names it: `dsp`, or `dsp --lambda 1`.
struct TaskContestant {
    /// The name in tables and rows.
    let name: String
    /// What `run` would be told.
    let flags: RunFlags

    /// Reads a list.
    /// - Parameter base: options of `run` that everybody gets; a contestant's own win.
    static func list(_ texts: [String], base: [String]) throws -> [TaskContestant] {
        let texts = texts.isEmpty ? StrategyName.allCases.map(\.rawValue) : texts
        let names = texts.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }.map { spaced($0) }
        var known: Set<String> = []
        if let twice = names.first(where: { !known.insert($0).inserted }) {
            throw Failure(.usage, "--strategies names “\(twice)” twice")
        }
        return try names.map { try TaskContestant($0, base: base) }
    }

    private init(_ name: String, base: [String]) throws {
        self.name = name
        var words = name.split(separator: " ").map(String.init)
        guard let strategy = words.first, StrategyName(rawValue: strategy) != nil else {
            let known = StrategyName.allCases.map(\.rawValue).joined(separator: ", ")
            throw Failure(
                .usage, "--strategies knows no “\(name)”; it takes \(known), with options of `run` behind them")
        }
        words.removeFirst()
        do {
            flags = try RunFlags.parse(base + ["--strategy", strategy] + words)
        } catch {
            throw Failure(.usage, "the strategy “\(name)” cannot be run so: \(RunFlags.message(for: error))")
        }
    }

    /// With one space between words.
    static func spaced(_ text: some StringProtocol) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Whether somebody takes part that was trained on the tasks of a simulated world.
    func asksModelsOfTheProgram(in surroundings: Surroundings) throws -> Bool {
        // Who takes part does not depend on the task.
        let setup = try RunSetup(task: "any", flags: flags, in: surroundings)
        return setup.assembly.participants.compactMap(Engine.init).contains { $0.method.family == .neural }
    }
}
