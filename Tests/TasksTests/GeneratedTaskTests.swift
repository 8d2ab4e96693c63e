import Tasks
import Testing
import Worlds

/// Tasks that are drawn.
struct GeneratedTaskTests {
    private func tasks(
        _ world: SimulatedWorld, _ count: Int, _ sizes: ClosedRange<Int>, target: Int? = nil, seed: UInt64 = 1
    ) throws -> [CheckedTask] {
        try CheckedTask.tasks(of: world, count: count, sizes: sizes, target: target, seed: seed)
    }

    @Test func theyGrowAndTheSameSeedDrawsTheSame() throws {
        let drawn = try tasks(.blocksworld, 6, 3...5)
        #expect(drawn == (try tasks(.blocksworld, 6, 3...5)))
        #expect(drawn != (try tasks(.blocksworld, 6, 3...5, seed: 2)))
        #expect(
            drawn.map(\.name) == [
                "blocksworld-3-1", "blocksworld-3-2", "blocksworld-4-3", "blocksworld-4-4", "blocksworld-5-5",
                "blocksworld-5-6",
            ])
        #expect(Set(drawn.map(\.text)).count == 6)
    }

    @Test func everyOneCanBeSolvedAndSaysInHowManyMoves() throws {
        for task in try tasks(.blocksworld, 4, 3...4) + tasks(.countdown, 4, 3...4) {
            guard case .plan(_, let shortest) = task.measure else { continue }
            #expect((shortest ?? 0) > 0, "\(task.name)")
        }
    }

    @Test func theGameOf24NeedsAllFourNumbers() throws {
        for task in try tasks(.countdown, 5, 4...4, target: 24) {
            #expect(task.text.hasSuffix("-> 24"))
            #expect(task.measure == .plan(.countdown, shortest: 3))
        }
    }

    @Test(arguments: SimulatedWorld.allCases) func theModelsHaveSeenNoneOfThem(world: SimulatedWorld) throws {
        for task in try tasks(world, 6, 3...4) { #expect(try world.isHeldOut(task.text)) }
    }

    @Test func whereThereAreNoMoreDifferentOnesTheNextSizeFollowsAndThenItStops() throws {
        let small = try tasks(.blocksworld, 50, 3...3)
        #expect(1..<20 ~= small.count)
        #expect(Set(small.map(\.text)).count == small.count)
        let names = try tasks(.blocksworld, 20, 3...4).map(\.name)
        #expect(names.count == 20)
        #expect(names.count { $0.hasPrefix("blocksworld-3") } == small.count)
        #expect(names.allSatisfy { $0.hasPrefix("blocksworld-3") || $0.hasPrefix("blocksworld-4") })
    }
}
