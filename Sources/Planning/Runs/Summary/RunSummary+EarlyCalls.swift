extension RunSummary {
    /// What became of calls that were made before their step was certain.
    public struct EarlyCalls: Sendable, Hashable {
        /// Calls whose result was there early.
        public internal(set) var made = 0
        /// Results that stand.
        public internal(set) var reused = 0
        /// Results of calls in whose place the verifier asked for another: other arguments, or another tool.
        public internal(set) var differing = 0
        /// Results that did not stand any more because what they read had changed; the call was made again.
        public internal(set) var stale = 0

        /// Results on ways that were not taken, or of which nobody had said by the end what became of them.
        public var unused: Int { max(0, made - reused - differing - stale) }
    }

    /// Calls that had to wait for their verdict, all of one tool and for one reason.
    public struct Refusal: Sendable, Hashable {
        /// The tool; nil for a step that is text alone.
        public let tool: String?
        /// Why.
        public let reason: String
        /// How many drafts of such calls there were.
        public internal(set) var count: Int
    }

    mutating func executed(_ executed: RunEvent.Executed) {
        if executed.early, !executed.action.finishes { early.made += 1 }
    }

    mutating func settle(_ result: RunEvent.EarlyResult) {
        switch result.outcome {
        case .reused: early.reused += 1
        case .differs: early.differing += 1
        case .stale: early.stale += 1
        }
    }

    mutating func refuse(_ refused: RunEvent.Refused) {
        proposals[refused.position, default: Proposals()].isRefused = true
        let same = refusals.firstIndex { $0.tool == refused.action.tool && $0.reason == refused.reason }
        if let same {
            refusals[same].count += 1
        } else {
            refusals.append(Refusal(tool: refused.action.tool, reason: refused.reason, count: 1))
        }
    }
}
