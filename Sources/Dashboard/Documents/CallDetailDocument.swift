import Planning

/// One call in full: what was asked, what was answered, what it used.
///
/// The record keeps no prompts, which repeat each other step by step; it keeps the steps and, of every call, the
/// fingerprint of those that it saw. So the question is put together again, and the fingerprint says whether rightly.
struct CallDetailDocument: Encodable {
    /// A step that the call was shown.
    struct SeenStep: Encodable {
        let step: Int
        let action: String
        let observation: String
        /// Whether it was certain when the call was started.
        let committed: Bool
    }

    let call: CallDocument
    let endpoint: String?
    let prefix: String
    /// The task in the user's words.
    let task: String
    /// The steps that the call was shown.
    let seen: [SeenStep]
    /// Whether the fingerprint says that it was exactly these.
    let isExact: Bool
    /// What the proposal came to.
    let action: String?
    let thought: String?
    let confidence: Double?
    let response: String?
    let rawUsage: String?
    let requestID: String?

    private enum CodingKeys: String, CodingKey {
        case call, endpoint, prefix, task, seen, action, thought, confidence, response
        case isExact = "seen_is_exact"
        case rawUsage = "raw_usage"
        case requestID = "request_id"
    }

    /// The detail of a call; nil where the run has none of that number.
    init?(_ id: CallID, in events: [RunEvent]) {
        let summary = RunSummary(events)
        guard let found = summary.calls.first(where: { $0.id == id }) else { return nil }
        call = CallDocument(found)
        endpoint = found.announcement.endpoint
        prefix = found.prefix
        task = summary.header?.task ?? ""
        response = found.settlement?.response
        rawUsage = found.settlement?.rawUsage
        requestID = found.settlement?.requestID
        let view = CallView(of: id, events)
        seen = view.steps.enumerated().map { index, step in
            SeenStep(
                step: index + 1, action: step.action.text, observation: step.observation.text,
                committed: index < view.committed)
        }
        isExact = String(Trajectory(view.steps).fingerprint, radix: 16) == found.prefix
        (action, thought, confidence) = (view.action?.text, view.thought, view.confidence)
    }
}

/// What a call saw and what came of it: a fold over the events of its run.
private struct CallView {
    private(set) var steps: [Step] = []
    private(set) var committed = 0
    private(set) var action: Action?
    private(set) var thought: String?
    private(set) var confidence: Double?

    init(of call: CallID, _ events: [RunEvent]) {
        var trajectory: [Step] = []
        var ahead: [Int: Action] = [:]
        var observed: [Int: (action: Action, observation: Observation)] = [:]
        for event in events {
            switch event.kind {
            case .resumed(let resumption):
                trajectory.removeLast(max(0, trajectory.count - resumption.steps))
                (ahead, observed) = ([:], [:])
            case .committed(let committed): trajectory.append(committed.step)
            case .executed(let executed): observed[executed.position] = (executed.action, executed.observation)
            case .drafted(let drafted):
                ahead[drafted.position] = drafted.action
                if drafted.calls.contains(call) { came(drafted.action, drafted.thought, drafted.confidence) }
            case .judged(let judged):
                ahead[judged.position] = judged.action
                if judged.agrees == false { ahead = ahead.filter { $0.key <= judged.position } }
                if judged.calls.contains(call) { came(judged.action, judged.thought) }
            case .audited(let audited) where audited.calls.contains(call): came(audited.action)
            case .callStarted(let started) where started.call == call:
                committed = min(trajectory.count, started.position - 1)
                steps = Array(trajectory.prefix(committed))
                for position in (committed + 1)..<max(committed + 1, started.position) {
                    guard let action = ahead[position] else { break }
                    let observation = observed[position].flatMap { $0.action == action ? $0.observation : nil }
                    steps.append(Step(action: action, observation: observation ?? Observation("")))
                }
            default: break
            }
        }
    }

    private mutating func came(_ action: Action, _ thought: String? = nil, _ confidence: Double? = nil) {
        (self.action, self.thought, self.confidence) = (action, thought, confidence)
    }
}
