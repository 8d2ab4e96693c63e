extension RunSummary {
    /// A position that is not committed yet, as a live view shows it.
    public struct AheadPosition: Sendable, Hashable {
        /// The position; 1 is the first step.
        public let position: Int
        /// What the drafter would do here, once it has said so.
        public internal(set) var draft: Action?
        /// What the verifier does here, while earlier positions are still open.
        public internal(set) var decision: Action?
        /// Whether the drafter is at work here.
        public internal(set) var isDrafting = false
        /// Whether the verifier is at work here.
        public internal(set) var isBeingVerified = false

        var isEmpty: Bool { draft == nil && decision == nil && !isDrafting && !isBeingVerified }
    }

    /// Changes what is known of `position`; a position of which nothing is left is forgotten.
    mutating func updateAhead(_ position: Int, _ change: (inout AheadPosition) -> Void) {
        guard position > steps.count else { return }
        let place = ahead.firstIndex { $0.position >= position } ?? ahead.endIndex
        if place == ahead.endIndex || ahead[place].position != position {
            ahead.insert(AheadPosition(position: position), at: place)
        }
        change(&ahead[place])
        if ahead[place].isEmpty { ahead.remove(at: place) }
    }

    /// Notes that `work` no longer goes on at `position`.
    mutating func stopWork(_ work: RunEvent.Work, at position: Int) {
        updateAhead(position) {
            switch work {
            case .draft: $0.isDrafting = false
            case .verification: $0.isBeingVerified = false
            case .execution: break
            }
        }
    }
}
