import Planning
import Synchronization
import Testing

@testable import Ledger

struct PendingEventsTests {
    private let events = {
        var run = ImaginaryRun()
        run.step()
        return run.events.filter { if case .callStarted = $0.kind { false } else { true } }
    }()

    /// An event has been written, and a pause begun.
    private func paused() throws -> PendingEvents {
        var pending = PendingEvents()
        let isFirst = pending.record(events[0])
        let taken = pending.take()
        pending.succeeded(1)
        let isPaused = pending.pause()
        try #require(isFirst && taken == [events[0]] && isPaused)
        return pending
    }

    @Test func eventsGatherWhileNobodyWaitsForThem() throws {
        let pending = Mutex(try paused())
        for event in events[1...2] { #expect(!pending.withLock { $0.record(event) }, "whoever pauses comes back") }
        #expect(pending.withLock { $0.goOn() })
        #expect(pending.withLock { $0.take() } == [events[1], events[2]])
    }

    @Test func afterAPauseInWhichNothingCameTheNextEventIsWrittenAtOnce() throws {
        let pending = Mutex(try paused())
        #expect(!pending.withLock { $0.goOn() })
        #expect(pending.withLock { $0.record(events[1]) })
    }

    /// Also one of unknown price. What was paid for would be forgotten with a process that is killed.
    @Test(arguments: [900, nil] as [Int64?]) func aCallThatCostsMoneyEndsThePause(reservation: Int64?) throws {
        var run = ImaginaryRun()
        _ = run.start(.drafter, at: 1, reserving: 0)
        _ = run.start(.verifier, at: 1, reserving: reservation)
        let pending = Mutex(try paused())
        #expect(!pending.withLock { $0.record(run.events[1]) }, "this one is free")
        #expect(pending.withLock { $0.record(run.events[2]) })
        #expect(!pending.withLock { $0.goOn() })
        #expect(!pending.withLock { $0.pause() })
        #expect(pending.withLock { $0.take() } == Array(run.events[1...2]))
    }

    @Test func whoeverWaitsEndsThePause() async throws {
        let pending = Mutex(try paused())
        #expect(!pending.withLock { $0.record(events[1]) })
        try await withCheckedThrowingContinuation { continuation in
            #expect(pending.withLock { $0.wait(continuation) }, "it is written at once")
            #expect(!pending.withLock { $0.pause() }, "and what comes then, as long as somebody waits")
            #expect(!pending.withLock { $0.goOn() })
            #expect(pending.withLock { $0.take() } == [events[1]])
            pending.withLock { $0.succeeded(1) }
        }
    }
}
