public import Planning

/// An agent of known quality: at every step it does what is right with a given chance, and otherwise something else
/// that is possible, evenly drawn. The same seed and request get the same answer; answers of other numbers
/// (``ProposalRequest/Sampling``) are drawn independently.
public struct ScriptedSolver: Agent {
    let script: ModelScript
    let key: AnswerKey
    let seed: UInt64
    let clock: any Clock<Duration>

    /// An agent.
    /// - Parameters:
    ///   - key: what is right.
    ///   - clock: on which its calls take their time.
    public init(_ script: ModelScript, key: AnswerKey, seed: UInt64, clock: any Clock<Duration>) {
        self.script = script
        self.key = key
        self.seed = seed
        self.clock = clock
    }

    /// The script's name.
    public var label: String { script.name }

    public func propose(_ request: ProposalRequest, meter: any CallMeter) async throws -> Proposal {
        try await script.call(on: clock, purpose: "action", meter: meter) {
            let action = try decision(for: request)
            return (Proposal(action: action, confidence: script.quality), action.text)
        }
    }

    /// What it does, without a call.
    func decision(for request: ProposalRequest) throws(AgentError) -> Action {
        let options = try key.options(for: request)
        let number = request.sampling.map { $0.temperature > 0 ? $0.number : 0 } ?? 0
        var fate = SeededGenerator(seed: seed, "\(label) \(number)", task: request.task, after: request.trajectory)
        if fate.chance() < script.quality { return options.right }
        return options.others.randomElement(using: &fate) ?? options.right
    }
}
