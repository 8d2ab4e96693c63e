import Synchronization

/// A place in the line that was taken when an endpoint was chosen, for whoever then makes the call: it is taken over
/// once, and given up if nobody ever does.
final class TakenPlace: Sendable {
    private let turn: Mutex<TrafficTurn?>

    init(_ turn: TrafficTurn) {
        self.turn = Mutex(turn)
    }

    /// The place; nil for whoever comes second.
    func take() -> TrafficTurn? {
        turn.withLock { turn in
            defer { turn = nil }
            return turn
        }
    }
}
