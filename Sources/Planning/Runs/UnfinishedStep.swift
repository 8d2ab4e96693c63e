/// A step that the verifier decided and that was being carried out when its process ended: it may
/// have happened, although it was not committed.
///
/// A run that is resumed commits such a step before anything else, so that nothing is ever carried
/// out twice without the agents knowing. Where the record does not hold what came of it, the
/// observation says so, and the agents decide what to do about it.
public struct UnfinishedStep: Sendable, Hashable {
    /// What stands in for an observation that was lost.
    public static let unknown = Observation(
        "The run was stopped while this was being carried out. It is not known whether it happened or what came of it. "
            + "Find out before doing it again.", isError: true)

    /// The position; 1 is the first step.
    public let position: Int
    /// The step, with what came of it or else ``unknown``.
    public private(set) var step: Step
    /// Whose proposal it was.
    public let source: StepSource
    /// The verifier's calls for it.
    public let calls: [CallID]
    /// How long the verifier's calls took, or would have taken without the help of a guess.
    public let verifierTime: Duration
    /// What the verifier's calls cost, or would have cost without that help; nil when a price is unknown.
    public let verifierCost: Money?
    /// How long carrying it out took, as far as is known.
    public private(set) var executionTime: Duration = .zero

    /// The unfinished step that the events of a run leave behind, if they leave one.
    public init?(after events: some Sequence<RunEvent>) {
        var unfinished: UnfinishedStep?
        var judged: [Int: RunEvent.Judged] = [:]
        var settled: [CallID: RunEvent.CallSettled] = [:]
        for event in events {
            switch event.kind {
            case .callSettled(let call): settled[call.call] = call
            case .judged(let verdict): judged[verdict.position] = verdict
            case .executing(let execution):
                let verdict = judged[execution.position]
                unfinished = UnfinishedStep(execution, verdict, verdict?.calls.compactMap { settled[$0] } ?? [])
            case .executed(let execution) where execution.position == unfinished?.position:
                unfinished?.step = Step(action: execution.action, observation: execution.observation)
                unfinished?.executionTime = execution.duration
            case .committed(let commit):
                judged[commit.position] = nil
                if commit.position == unfinished?.position { unfinished = nil }
            default: break
            }
        }
        guard let unfinished else { return nil }
        self = unfinished
    }

    private init(_ execution: RunEvent.Executing, _ verdict: RunEvent.Judged?, _ settled: [RunEvent.CallSettled]) {
        position = execution.position
        step = Step(action: execution.action, observation: Self.unknown)
        source = verdict?.agrees == true ? .drafted : .verifier
        calls = verdict?.calls ?? []
        let alone = settled.reduce(CallSettlement.Unaided.none) { $0 + $1.settlement.alone($1.duration) }
        (verifierTime, verifierCost) = (alone.duration, alone.cost)
    }
}
