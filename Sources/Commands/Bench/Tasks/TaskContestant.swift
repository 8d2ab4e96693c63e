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
    /// - Parameters:
    ///   - base: options of `run` that everybody gets; a contestant's own win.
    ///   - reward: the reward model of those that ask one.
    static func list(_ texts: [String], base: [String], reward: String?) throws -> [TaskContestant] {
        let texts = texts.isEmpty ? StrategyName.allCases.map(\.rawValue) : texts
        let names = texts.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }.map { spaced($0) }
        var known: Set<String> = []
        if let twice = names.first(where: { !known.insert($0).inserted }) {
            throw Failure(.usage, "--strategies names “\(twice)” twice")
        }
        return try names.map { try TaskContestant($0, base: base, reward: reward) }
    }

    private init(_ name: String, base: [String], reward: String?) throws {
        self.name = name
        var words = name.split(separator: " ").map(String.init)
        guard let strategy = words.first.flatMap(StrategyName.init(rawValue:)) else {
            let known = StrategyName.allCases.map(\.rawValue).joined(separator: ", ")
            throw Failure(
                .usage, "--strategies knows no “\(name)”; it takes \(known), with options of `run` behind them")
        }
        words.removeFirst()
        do {
            let scoring = strategy.usesRewards ? reward.map { ["--reward", $0] } ?? [] : []
            flags = try RunFlags.parse(base + ["--strategy", strategy.rawValue] + scoring + words)
        } catch {
            throw Failure(.usage, "the strategy “\(name)” cannot be run so: \(RunFlags.message(for: error))")
        }
    }

    /// With one space between words.
    static func spaced(_ text: some StringProtocol) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
