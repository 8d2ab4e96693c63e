/// The right to one slot. Dropping it lets the next one in.
final class SlotTurn: Sendable {
    private let ticket: Int
    private let queue: SlotQueue
    private let mark: Duration

    init(ticket: Int, queue: SlotQueue, mark: Duration) {
        self.ticket = ticket
        self.queue = queue
        self.mark = mark
    }

    deinit { queue.leave(ticket) }

    /// What is done when a verifier needs the slot.
    func onYield(_ action: @escaping @Sendable () -> Void) { queue.onYield(ticket, action) }

    /// How long the server has been used for this turn, its time shared out among all turns.
    var used: Duration { queue.used(since: mark) }
}
