@testable import Backends
import Planning
import Synchronization
import Testing

struct TrafficLaneTests {
    @Test func aDraftIsToldToYieldAlsoBeforeItHasSaidHow() async throws {
        let queue = TrafficLane(TrafficTable(capacity: 1))
        queue.expectVerifiers()
        var draft: TrafficTurn? = try await queue.enter(.drafter)
        async let verifier = queue.enter(.verifier)
        let hasYielded = AsyncStream<Void>.makeStream()
        draft?.onYield { hasYielded.continuation.finish() }
        for await _ in hasYielded.stream {}
        draft = nil
        _ = try await verifier
    }

    @Test func whoeverIsCancelledWaitsNoLonger() async throws {
        let queue = TrafficLane(TrafficTable(capacity: 1))
        var first: TrafficTurn? = try await queue.enter(.verifier)
        let waiting = Task { try await queue.enter(.verifier) }
        waiting.cancel()
        await #expect(throws: CancellationError.self) { _ = try await waiting.value }
        first = nil
        _ = first
        _ = try await queue.enter(.verifier)
    }

    @Test func whoHasLinedUpIsSeenBeforeItsTurnUntilItIsDropped() async throws {
        let queue = TrafficLane(TrafficTable(capacity: 1))
        var first: TrafficTurn? = queue.lineUp(.verifier)
        let second = queue.lineUp(.verifier)
        #expect(queue.standing(of: nil, for: .verifier, need: .call) == .occupied(for: .zero, turns: 2))
        first = nil
        _ = first
        #expect(queue.standing(of: nil, for: .verifier, need: .call) == .occupied(for: .zero, turns: 1))
        let turn = try await queue.enter(.verifier, from: second)
        #expect(turn === second)
    }

    @Test func manyAtOnceNeverHaveMoreSlotsThanThereAre() async throws {
        let queue = TrafficLane(TrafficTable(capacity: 1))
        queue.resize(to: 3)
        queue.expectVerifiers()
        let occupancy = Occupancy()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<60 {
                group.addTask {
                    let turn = try await queue.enter(index % 3 == 0 ? .verifier : .drafter)
                    occupancy.change(by: 1)
                    await Task.yield()
                    occupancy.change(by: -1)
                    withExtendedLifetime(turn) {}
                }
            }
            try await group.waitForAll()
        }
        #expect(occupancy.most <= 3)
    }
}

/// How many there are, and have been at most.
private final class Occupancy: Sendable {
    private let counts = Mutex((now: 0, most: 0))

    var most: Int { counts.withLock { $0.most } }

    func change(by difference: Int) {
        counts.withLock { counts in
            counts.now += difference
            counts.most = max(counts.most, counts.now)
        }
    }
}
