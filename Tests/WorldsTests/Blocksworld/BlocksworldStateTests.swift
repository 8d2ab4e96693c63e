import Testing

@testable import Worlds

struct BlocksworldStateTests {
    @Test(arguments: [(1, 1), (2, 3), (3, 13), (4, 73), (5, 501)])
    func everyArrangementIsReachedAndOnlyOnce(blocks: Int, expected: Int) {
        #expect(Arrangements.all(of: blocks).count == expected)
    }

    @Test func placesAreGivenBackAsTheyWereTaken() throws {
        let places: [BlocksworldState.Place] = [.on(2), .table, .table, .hand]
        let state = try #require(BlocksworldState(places: places))
        #expect(places.indices.map(state.place(of:)) == places)
        #expect(state.held == 3)
        #expect(state.block(above: 2) == 0)
        #expect(state.block(above: 1) == nil)
    }

    @Test(
        arguments: [
            [.on(0)], [.on(1), .on(0)], [.on(2), .on(2), .table], [.hand, .hand], [.on(5)], [.on(-1)], [.on(1), .hand],
            [BlocksworldState.Place](repeating: .table, count: 15),
        ] as [[BlocksworldState.Place]])
    func whatCannotBeIsNoState(places: [BlocksworldState.Place]) {
        #expect(BlocksworldState(places: places) == nil)
    }

    @Test func theWayToAStateDoesNotShowInIt() throws {
        let start = BlocksworldState(blocksOnTable: 2)
        let there = try #require(start.applying(.pickUp(0))?.applying(.stack(0, on: 1)))
        let back = try #require(there.applying(.unstack(0, from: 1))?.applying(.putDown(0)))
        #expect(back == start)
        #expect(back.hashValue == start.hashValue)
        #expect(there != start)
    }

    @Test func onlyLegalMovesAreApplied() throws {
        let state = try #require(BlocksworldState(places: [.on(1), .table, .table]))
        #expect(state.legalMoves == [.unstack(0, from: 1), .pickUp(2)])
        #expect(state.applying(.pickUp(1)) == nil)
        #expect(state.applying(.pickUp(0)) == nil)
        #expect(state.applying(.unstack(0, from: 2)) == nil)
        #expect(state.applying(.putDown(0)) == nil)
        let holding = try #require(state.applying(.pickUp(2)))
        #expect(holding.legalMoves == [.putDown(2), .stack(2, on: 0)])
        #expect(holding.applying(.stack(2, on: 2)) == nil)
        #expect(holding.applying(.stack(2, on: 1)) == nil)
    }

    @Test func aGoalHoldsOnlyWithAnEmptyHand() throws {
        let goal = try #require(BlocksworldGoal(count: 3, places: [0: .on(1)]))
        #expect(goal.holds(in: try #require(BlocksworldState(places: [.on(1), .on(2), .table]))))
        #expect(!goal.holds(in: try #require(BlocksworldState(places: [.on(1), .table, .hand]))))
        #expect(!goal.holds(in: BlocksworldState(blocksOnTable: 3)))
    }

    @Test(
        arguments: [
            [0: .on(0)], [0: .on(1), 1: .on(0)], [0: .on(2), 1: .on(2)], [0: .hand], [7: .table], [0: .on(7)],
        ] as [[Int: BlocksworldState.Place]])
    func whatCannotBeIsNoGoal(places: [Int: BlocksworldState.Place]) {
        #expect(BlocksworldGoal(count: 3, places: places) == nil)
    }
}
