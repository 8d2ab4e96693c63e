import Planning

/// Who may use a server's slots. A value: arrivals and departures go in, and out comes who may begin
/// and who must yield.
///
/// A verifier waits for nothing but other verifiers, and whoever scores drafts is treated like one: the run waits
/// for both. Where one uses the server, drafts leave it a
/// slot; where the server has no slot to leave, drafts run only while no verifier wants to, and the
/// youngest draft yields to a verifier that finds all slots taken.
struct SlotTable: Sendable, Hashable {
    /// Somebody who wants a slot, or has one.
    struct Guest: Sendable, Hashable {
        let ticket: Int
        let role: AgentRole
    }

    /// What follows.
    enum Effect: Sendable, Hashable {
        /// The guest has a slot from now on.
        case admit(Int)
        /// The guest, who has a slot, is asked to leave.
        case yield(Int)
    }

    /// How many slots there are.
    private(set) var capacity: Int
    /// Whether verifiers use this server at all.
    private(set) var servesVerifiers = false
    /// Those who have a slot, the youngest last.
    private(set) var running: [Guest] = []
    /// Those who wait, the first comer first.
    private(set) var waiting: [Guest] = []
    private var yielding: Set<Int> = []

    init(capacity: Int) {
        self.capacity = max(capacity, 1)
    }

    /// Says how many slots there are.
    mutating func resize(to capacity: Int) -> [Effect] {
        self.capacity = max(capacity, 1)
        return settle()
    }

    /// Says that verifiers use this server.
    mutating func expectVerifiers() {
        servesVerifiers = true
    }

    /// Somebody wants a slot.
    mutating func arrive(_ guest: Guest) -> [Effect] {
        waiting.append(guest)
        return settle()
    }

    /// Somebody gives its slot back, or waits no longer.
    mutating func leave(_ ticket: Int) -> [Effect] {
        running.removeAll { $0.ticket == ticket }
        waiting.removeAll { $0.ticket == ticket }
        yielding.remove(ticket)
        return settle()
    }

    private mutating func settle() -> [Effect] {
        var effects: [Effect] = []
        while running.count < capacity, let next = waiting.first(where: { $0.role != .drafter }) {
            effects.append(admit(next))
        }
        let inNeed = waiting.count { $0.role != .drafter }
        while yielding.count < inNeed,
            let youngest = running.last(where: { $0.role == .drafter && !yielding.contains($0.ticket) })
        {
            yielding.insert(youngest.ticket)
            effects.append(.yield(youngest.ticket))
        }
        guard inNeed == 0 else { return effects }
        let forDrafts = servesVerifiers && capacity > 1 ? capacity - 1 : capacity
        while running.count < capacity, running.count(where: { $0.role == .drafter }) < forDrafts,
            let next = waiting.first(where: { $0.role == .drafter })
        {
            effects.append(admit(next))
        }
        return effects
    }

    private mutating func admit(_ guest: Guest) -> Effect {
        waiting.removeAll { $0 == guest }
        running.append(guest)
        return .admit(guest.ticket)
    }
}
