import EmbeddedEngine
import Planning
import Synchronization
import Testing

@testable import Worlds

struct ModelLanesTests {
    private final class Calls: Sendable {
        let atOnce = Mutex((now: 0, most: 0))
    }

    @Test func modelsThatShareALimitComputeNoMoreCallsAtOnceThanItSays() async throws {
        let limit = ConcurrencyLimit(1)
        let all = try ["drafter", "verifier"].map { role in
            ModelLanes(try .shipped(.blocksworld, role), count: 4, within: limit)
        }
        #expect(all.map(\.count) == [1, 1])
        let calls = Calls()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for lanes in all + all + all {
                group.addTask {
                    try await lanes.withModel { _ in
                        calls.atOnce.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
                        // Whoever else may come in does so meanwhile.
                        for _ in 0..<100 { await Task.yield() }
                        calls.atOnce.withLock { $0.now -= 1 }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(calls.atOnce.withLock { $0.most } == 1)
    }

    @Test func aLimitThatAllowsMoreThanThereAreLanesAddsNone() throws {
        let lanes = ModelLanes(try .shipped(.blocksworld, "drafter"), count: 2, within: ConcurrencyLimit(8))
        #expect(lanes.count == 2)
    }
}
