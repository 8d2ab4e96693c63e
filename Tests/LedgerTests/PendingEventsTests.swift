import Synchronization
import Testing

@testable import Ledger

struct PendingEventsTests {
    private let events = {
        var run = ImaginaryRun()
        run.step()
        return run.events
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
