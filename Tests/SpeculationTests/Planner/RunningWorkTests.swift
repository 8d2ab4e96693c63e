@testable import Speculation
import Testing

struct RunningWorkTests {
    let running = RunningWork<Int>()

    @Test func whatIsCancelledBeforeItBeginsBeginsCancelled() async {
        running.announce(1)
        running.cancel(1)
        #expect(await inATaskOfItsOwn { await running.run(1) { Task.isCancelled } })
    }

    @Test func onlyTheWorkThatIsMeantIsCancelled() async {
        running.announce(1)
        running.announce(2)
        running.cancel(1)
        #expect(await !inATaskOfItsOwn { await running.run(2) { Task.isCancelled } })
    }

    @Test func workThatIsOverCannotBeCancelled() async {
        let isCancelled = await inATaskOfItsOwn {
            running.announce(1)
            await running.run(1) {}
            running.cancel(1)
            return Task.isCancelled
        }
        #expect(!isCancelled)
    }

    @Test func aKeyIsFreeAgainOnceItsWorkHasReturned() async {
        running.announce(1)
        await running.run(1) {}
        running.announce(1)
        running.cancel(1)
        #expect(await inATaskOfItsOwn { await running.run(1) { Task.isCancelled } })
    }

    /// Work that is cancelled while it begins, runs and ends, many times over.
    @Test func cancellingAtAnyMomentIsSafe() async {
        await withTaskGroup { group in
            for key in 0..<5_000 {
                running.announce(key)
                group.addTask { await running.run(key) { await Task.yield() } }
                group.addTask { running.cancel(key) }
            }
        }
    }

    private func inATaskOfItsOwn(_ work: @escaping @Sendable () async -> Bool) async -> Bool {
        await withTaskGroup { group in
            group.addTask { await work() }
            return await group.next() ?? false
        }
    }
}
