import Agents

extension StyleChoice {
    /// Reads a style as a flag gives it: its name, and for a debate also its rounds, as in `debate:2`.
    init(parsing text: String) throws {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard let name = parts.first.flatMap(Name.init(rawValue:)) else { throw Self.unusable(text) }
        guard parts.count == 2 else {
            self.init(name)
            return
        }
        guard name == .debate, let rounds = Int(parts[1]), (0...Self.maxRounds).contains(rounds) else {
            throw Self.unusable(text)
        }
        self.init(name, rounds: rounds)
    }

    /// The style as ``init(parsing:)`` reads it.
    var flag: String { name == .debate ? "debate:\(rounds)" : name.rawValue }

    private static func unusable(_ text: String) -> Failure {
        Failure(
            .usage,
            "“\(text)” is no prompting style; use direct, cot, react or debate, which may have rounds (debate:2)")
    }
}
