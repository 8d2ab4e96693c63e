import Planning
import Speculation
import Testing

/// Machines in which every position is drafted first, and verdicts are of drafts.
struct DraftedFirstTests {
    private func machine() -> SpeculationMachine {
        SpeculationMachine(configuration: .init(verification: .ofDraft, stepLimit: 5))
    }

    private func positions(drafted effects: [SpeculationMachine.Effect]) -> [Int] {
        effects.compactMap { if case .draft(_, let position) = $0 { position } else { nil } }
    }

    private func ticket(of effects: [SpeculationMachine.Effect]) -> SpeculationMachine.Ticket? {
        effects.lazy.compactMap { effect -> SpeculationMachine.Ticket? in
            switch effect {
            case .draft(let ticket, _), .judge(let ticket, _): ticket
            default: nil
            }
        }.first
    }

    @Test func theFrontierIsDraftedAlsoAfterRidingAheadHasStopped() throws {
        var machine = machine()
        let first = machine.start()
        #expect(positions(drafted: first) == [1])
        // The draft that the frontier waits for is not cancelled.
        #expect(machine.handle(.ridingStopped(.limitReached)).isEmpty)
        let judging = machine.handle(.drafted(try #require(ticket(of: first)), .init()))
        #expect(positions(drafted: judging) == [])
        let next = machine.handle(.judged(try #require(ticket(of: judging)), .init(), agrees: true))
        #expect(next.contains(.commit(position: 1, .drafted)))
        #expect(positions(drafted: next) == [2])
    }

    @Test func aDraftThatFailsIsVerifiedWithout() throws {
        var machine = machine()
        let failed = machine.handle(.failed(try #require(ticket(of: machine.start()))))
        #expect(failed.contains { if case .judge(_, position: 1) = $0 { true } else { false } })
        #expect(positions(drafted: failed) == [])
    }
}
