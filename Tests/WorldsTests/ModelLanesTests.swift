import EmbeddedEngine
import Planning
import Synchronization
import Testing

@testable import Worlds

struct ModelLanesTests {
    @Test func modelsThatShareALimitComputeNoMoreCallsAtOnceThanItSays() async throws {
        let limit = ConcurrencyLimit(1)
        let all = try ["drafter", "verifier"].map { role in
            ModelLanes(try .shipped(.blocksworld, role), count: 4, within: limit)
        }
        #expect(all.map(\.count) == [1, 1])
        let inside = Mutex((now: 0, most: 0))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for lanes in all + all + all {
                group.addTask {
                    try await lanes.withModel { _ in
                        inside.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
                        // Whoever else may come in does so meanwhile.
                        for _ in 0..<100 { await Task.yield() }
                        inside.withLock { $0.now -= 1 }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(inside.withLock { $0.most } == 1)
    }

    @Test func aLimitThatAllowsMoreThanThereAreLanesAddsNone() throws {
        let lanes = ModelLanes(try .shipped(.blocksworld, "drafter"), count: 2, within: ConcurrencyLimit(8))
        #expect(lanes.count == 2)
    }
}
