/// Something that is due at an instant and knows its own place in a ``DeadlineQueue``.
protocol Scheduled: AnyObject {
    /// When it is due. Only the queue changes it.
    var due: ContinuousClock.Instant? { get set }
    /// Where it stands in its queue. Only the queue changes it.
    var place: Int? { get set }
}

/// What is due next, among many that mostly never fall due: a binary heap whose members can be
/// rescheduled and removed.
struct DeadlineQueue<Member: Scheduled> {
    private var heap: [Member] = []

    /// The earliest instant anything is due at.
    var next: ContinuousClock.Instant? { heap.first?.due }

    /// Puts a member at an instant, or takes it out.
    mutating func schedule(_ member: Member, at instant: ContinuousClock.Instant?) {
        guard let instant else { return remove(member) }
        member.due = instant
        let place: Int
        if let known = member.place {
            place = known
        } else {
            place = heap.count
            heap.append(member)
        }
        settle(member, at: place)
    }

    mutating func remove(_ member: Member) {
        guard let place = member.place else { return }
        member.place = nil
        member.due = nil
        let last = heap.removeLast()
        if last !== member { settle(last, at: place) }
    }

    /// A member that is due by now, if there is one. It stays in the queue.
    func firstDue(by now: ContinuousClock.Instant) -> Member? {
        guard let first = heap.first, let due = first.due, due <= now else { return nil }
        return first
    }

    /// Moves a member from a place that is free to where it belongs.
    private mutating func settle(_ member: Member, at free: Int) {
        var place = free
        while place > 0, Self.isEarlier(member, heap[(place - 1) / 2]) {
            put(heap[(place - 1) / 2], at: place)
            place = (place - 1) / 2
        }
        while true {
            var child = 2 * place + 1
            guard child < heap.count else { break }
            if child + 1 < heap.count, Self.isEarlier(heap[child + 1], heap[child]) { child += 1 }
            guard Self.isEarlier(heap[child], member) else { break }
            put(heap[child], at: place)
            place = child
        }
        put(member, at: place)
    }

    private mutating func put(_ member: Member, at place: Int) {
        heap[place] = member
        member.place = place
    }

    private static func isEarlier(_ left: Member, _ right: Member) -> Bool {
        guard let left = left.due else { return false }
        guard let right = right.due else { return true }
        return left < right
    }
}
