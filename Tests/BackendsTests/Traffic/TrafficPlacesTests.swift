@testable import Backends
import Planning
import Testing

/// Who gets a place, and who leaves one.
struct TrafficPlacesTests {
    private typealias Guest = TrafficTable.Guest

    @Test func aDraftLeavesTheVerifierASlot() {
        var table = TrafficTable(capacity: 3)
        table.expectVerifiers()
        #expect(table.arrive(Guest(ticket: 1, role: .drafter), at: .zero) == [.admit(1)])
        #expect(table.arrive(Guest(ticket: 2, role: .drafter), at: .zero) == [.admit(2)])
        #expect(table.arrive(Guest(ticket: 3, role: .drafter), at: .zero) == [])
        #expect(table.arrive(Guest(ticket: 4, role: .verifier), at: .zero) == [.admit(4)])
        #expect(table.leave(4, at: .zero) == [], "its slot stays the verifier's")
        #expect(table.leave(1, at: .zero) == [.admit(3)])
    }

    @Test func whereNoVerifierComesDraftsTakeAll() {
        var table = TrafficTable(capacity: 2)
        #expect(table.arrive(Guest(ticket: 1, role: .drafter), at: .zero) == [.admit(1)])
        #expect(table.arrive(Guest(ticket: 2, role: .drafter), at: .zero) == [.admit(2)])
    }

    @Test func aDraftInTheOnlySlotYields() {
        var table = TrafficTable(capacity: 1)
        table.expectVerifiers()
        #expect(table.arrive(Guest(ticket: 1, role: .drafter), at: .zero) == [.admit(1)])
        #expect(table.arrive(Guest(ticket: 2, role: .verifier), at: .zero) == [.yield(1)])
        #expect(table.arrive(Guest(ticket: 3, role: .drafter), at: .zero) == [])
        #expect(table.leave(1, at: .zero) == [.admit(2)])
        #expect(table.arrive(Guest(ticket: 4, role: .verifier), at: .zero) == [])
        #expect(table.leave(2, at: .zero) == [.admit(4)], "before the draft that waits")
        #expect(table.leave(4, at: .zero) == [], "a verifier that asks again is back at once")
        #expect(table.nextChange(for: 3, at: .zero) == TrafficTable.verifiersReturn)
        #expect(table.tick(at: TrafficTable.verifiersReturn) == [.admit(3)])
    }

    @Test func theYoungestDraftsYieldAndNoMoreThanNeeded() {
        var table = TrafficTable(capacity: 4)
        table.expectVerifiers()
        for ticket in 1...3 { _ = table.arrive(Guest(ticket: ticket, role: .drafter), at: .zero) }
        _ = table.arrive(Guest(ticket: 4, role: .verifier), at: .zero)
        #expect(table.arrive(Guest(ticket: 5, role: .verifier), at: .zero) == [.yield(3)])
        #expect(table.arrive(Guest(ticket: 6, role: .verifier), at: .zero) == [.yield(2)])
        #expect(table.leave(3, at: .zero) == [.admit(5)])
        #expect(table.leave(6, at: .zero) == [], "one who waits no longer")
    }

    @Test func whoScoresDraftsGetsASlotLikeAVerifier() {
        var table = TrafficTable(capacity: 1)
        _ = table.arrive(Guest(ticket: 1, role: .drafter), at: .zero)
        #expect(table.arrive(Guest(ticket: 2, role: .scorer), at: .zero) == [.yield(1)])
        #expect(table.leave(1, at: .zero) == [.admit(2)])
        #expect(table.arrive(Guest(ticket: 3, role: .verifier), at: .zero) == [], "nobody who scores is asked to leave")
    }

    @Test func moreSlotsLetMoreIn() {
        var table = TrafficTable(capacity: 1)
        for ticket in 1...3 { _ = table.arrive(Guest(ticket: ticket, role: .drafter), at: .zero) }
        #expect(table.resize(to: 3, at: .zero) == [.admit(2), .admit(3)])
    }

    @Test func whoAsksHowItWouldStandHearsOfTheLineAndChangesNothing() {
        var table = TrafficTable(capacity: 2)
        func standing(_ role: AgentRole) -> EndpointChoice.Standing {
            table.standing(of: nil, for: role, need: .call, at: .zero)
        }
        #expect(standing(.verifier) == .ready)
        for ticket in 1...2 { _ = table.arrive(Guest(ticket: ticket, role: .verifier), at: .zero) }
        #expect(standing(.verifier) == .occupied(for: .zero, turns: 0.5))
        _ = table.arrive(Guest(ticket: 3, role: .verifier), at: .zero)
        #expect(standing(.verifier) == .occupied(for: .zero, turns: 1))
        #expect(standing(.drafter) == .occupied(for: .zero, turns: 1))
        for ticket in 2...3 { _ = table.leave(ticket, at: .zero) }
        #expect(standing(.drafter) == .ready)
        _ = table.arrive(Guest(ticket: 4, role: .drafter), at: .zero)
        #expect(standing(.drafter) == .occupied(for: .zero, turns: 0.5))
        #expect(standing(.verifier) == .occupied(for: .zero, turns: 0), "the draft would leave")
        #expect(table.yielding.isEmpty)
        #expect(table.running.map(\.ticket) == [1, 4])
        #expect(table.waiting.isEmpty)
    }

    /// Every course of seven arrivals and departures, with one to three slots.
    @Test(arguments: [1, 2, 3], [true, false]) func everyCourseIsSound(capacity: Int, expectsVerifiers: Bool) {
        func go(_ table: TrafficTable, _ yielding: Set<Int>, next ticket: Int, depth: Int) {
            let drafts = table.running.count { $0.role == .drafter }
            let verifiersWaiting = table.waiting.count { $0.role != .drafter }
            #expect(table.running.count <= capacity)
            if expectsVerifiers, capacity > 1 { #expect(drafts < capacity) }
            if verifiersWaiting > 0 {
                #expect(table.running.count == capacity)
                #expect(min(verifiersWaiting, drafts) <= yielding.count, "drafts are on their way out")
            } else if table.waiting.isEmpty == false {
                let room = expectsVerifiers && capacity > 1 ? capacity - 1 : capacity
                #expect(drafts == room || table.running.count == capacity, "nobody waits in vain")
            }
            if depth < 5 {
                let room = expectsVerifiers && capacity > 1 ? capacity - 1 : capacity
                for role in AgentRole.allCases where role == .drafter || expectsVerifiers {
                    let standing = table.standing(of: nil, for: role, need: .call, at: TrafficTable.verifiersReturn)
                    let hasRoom = table.running.count < capacity && (role != .drafter || drafts < room)
                    #expect((standing == .ready) == hasRoom, "who is told that it can begin can")
                }
            }
            guard depth < 7 else { return }
            func follow(_ change: (inout TrafficTable) -> [TrafficTable.Effect], leaving: Int? = nil) {
                var after = table
                var asked = yielding
                leaving.map { _ = asked.remove($0) }
                for effect in change(&after) + after.tick(at: TrafficTable.verifiersReturn) {
                    guard case .yield(let ticket) = effect else { continue }
                    #expect(after.running.contains { $0.ticket == ticket && $0.role == .drafter })
                    #expect(asked.insert(ticket).inserted, "asked once")
                }
                go(after, asked, next: leaving == nil ? ticket + 1 : ticket, depth: depth + 1)
            }
            for role in AgentRole.allCases where role == .drafter || expectsVerifiers {
                follow { $0.arrive(Guest(ticket: ticket, role: role), at: .zero) }
            }
            for guest in table.running + table.waiting {
                follow({ $0.leave(guest.ticket, at: .zero) }, leaving: guest.ticket)
            }
        }
        var table = TrafficTable(capacity: capacity)
        if expectsVerifiers { table.expectVerifiers() }
        go(table, [], next: 1, depth: 0)
    }
}
