import Processes
import Testing

struct TeardownTests {
    /// What is done at which time, with a clock that goes on by a second.
    private func course(_ teardown: Teardown, goneAfter: Int?) -> [(time: Int, action: Teardown.Action)] {
        var teardown = teardown
        var done: [(time: Int, action: Teardown.Action)] = []
        for second in 0... {
            switch teardown.next(at: .seconds(second), isGone: goneAfter.map { second >= $0 } ?? false) {
            case .act(let action): done.append((second, action))
            case .wait: continue
            case .end: return done
            }
        }
        return done
    }

    private let slow = Teardown([
        .init(.close, patience: .seconds(1)), .init(.terminate, patience: .seconds(5)),
        .init(.kill, patience: .seconds(2)),
    ])

    @Test func eachStepIsWaitedForBeforeTheNext() {
        let course = course(slow, goneAfter: nil)
        #expect(course.map(\.action) == [.close, .terminate, .kill])
        #expect(course.map(\.time) == [0, 1, 6])
    }

    @Test(arguments: 0...9) func nothingIsDoneToWhatIsGone(second: Int) {
        #expect(course(slow, goneAfter: second).allSatisfy { $0.time < second })
    }

    @Test func notEvenAKillIsWaitedForForEver() {
        var teardown = slow
        for second in [0, 1, 6] { _ = teardown.next(at: .seconds(second), isGone: false) }
        #expect(teardown.next(at: .seconds(7), isGone: false) == .wait)
        #expect(teardown.next(at: .seconds(8), isGone: false) == .end)
    }
}
