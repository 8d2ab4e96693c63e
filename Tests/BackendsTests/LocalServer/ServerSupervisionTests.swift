@testable import Backends
import Processes
import Testing

struct ServerSupervisionTests {
    private typealias Sight = ServerSupervision.Sight
    private typealias Effect = ServerSupervision.Effect

    private func supervision(idle: Duration = .seconds(10)) -> ServerSupervision {
        ServerSupervision(idleTimeout: idle, startTimeout: .seconds(60))
    }

    /// One that was ready after a second.
    private func ready(idle: Duration = .seconds(10)) -> ServerSupervision {
        var ready = supervision(idle: idle)
        _ = ready.step(Sight(now: .zero))
        _ = ready.step(Sight(now: .seconds(1), health: .ready))
        return ready
    }

    /// Lets the teardown take place.
    private func end(_ supervision: inout ServerSupervision, from now: Duration) -> ServerSupervision.Phase {
        _ = supervision.step(Sight(now: now + .seconds(1), isGone: true))
        return supervision.phase
    }

    @Test func itIsStartedAtOnceAndWaitedFor() {
        var supervision = supervision()
        #expect(supervision.step(Sight(now: .zero)) == [.start])
        for second in 1...59 {
            let sight = Sight(now: .seconds(second), health: second % 2 == 0 ? .loading : .silent)
            #expect(supervision.step(sight) == [])
            #expect(supervision.phase == .starting(since: .zero))
        }
        #expect(supervision.step(Sight(now: .seconds(59), health: .ready)) == [])
        #expect(supervision.phase == .ready(since: .seconds(59)))
    }

    @Test func oneThatIsNeverReadyIsEnded() {
        var supervision = supervision()
        _ = supervision.step(Sight(now: .zero))
        #expect(supervision.step(Sight(now: .seconds(60), health: .loading)) == [.tearDown(.close)])
        #expect(end(&supervision, from: .seconds(60)) == .over(.neverReady))
    }

    @Test func oneThatEndsBeforeItIsReadyIsNotTriedAgain() {
        var supervision = supervision()
        _ = supervision.step(Sight(now: .zero))
        _ = supervision.step(Sight(now: .seconds(1), exit: .status(3), isGone: true))
        #expect(supervision.phase == .over(.endedEarly(.status(3))))
    }

    @Test func aPortThatSomebodyElseTookIsExchangedThreeTimes() {
        var supervision = supervision()
        for second in 0..<3 {
            #expect(supervision.step(Sight(now: .seconds(second))) == [.start])
            let taken = Sight(now: .seconds(second), exit: .status(1), isGone: true, isPortTaken: true)
            #expect(supervision.step(taken) == [.clear])
        }
        #expect(supervision.step(Sight(now: .seconds(3))) == [.start])
        _ = supervision.step(Sight(now: .seconds(4), exit: .status(1), isGone: true, isPortTaken: true))
        #expect(supervision.phase == .over(.endedEarly(.status(1))))
    }

    @Test func crashesAreFollowedByLongerAndLongerWaitsAndTheSixthByNone() {
        var supervision = ready()
        var now = Duration.seconds(1)
        var waits: [Duration] = []
        for _ in 0..<5 {
            now += .seconds(1)
            #expect(supervision.step(Sight(now: now, exit: .signal(11))) == [.clear])
            guard case .resting(let until) = supervision.phase else {
                Issue.record("\(supervision.phase)")
                return
            }
            waits.append(until - now)
            #expect(supervision.step(Sight(now: until - .milliseconds(1))) == [])
            now = until
            #expect(supervision.step(Sight(now: now)) == [.start])
            _ = supervision.step(Sight(now: now, health: .ready))
        }
        #expect(waits == [0.5, 1, 2, 4, 8].map { .seconds($0) })
        _ = supervision.step(Sight(now: now, exit: .signal(11)))
        #expect(end(&supervision, from: now) == .over(.crashing(.signal(11))))
    }

    @Test func aServerThatWasSteadyHasItsCrashesForgotten() {
        var supervision = ready()
        _ = supervision.step(Sight(now: .seconds(2), exit: .status(1)))
        #expect(supervision.crashes == 1)
        _ = supervision.step(Sight(now: .seconds(3)))
        _ = supervision.step(Sight(now: .seconds(4), health: .ready))
        _ = supervision.step(Sight(now: .seconds(64), exit: .status(1)))
        #expect(supervision.crashes == 1)
    }

    @Test func itEndsWhenNobodyHasUsedItForItsTime() {
        var supervision = ready()
        #expect(supervision.step(Sight(now: .seconds(20), users: 0)) == [])
        #expect(supervision.step(Sight(now: .seconds(29), users: 0)) == [])
        #expect(supervision.step(Sight(now: .seconds(30), users: 1)) == [], "somebody came")
        #expect(supervision.step(Sight(now: .seconds(31), users: 0)) == [])
        #expect(supervision.step(Sight(now: .seconds(40), users: 0)) == [])
        #expect(supervision.step(Sight(now: .seconds(41), users: 0)) == [.tearDown(.close)])
        #expect(end(&supervision, from: .seconds(41)) == .over(.idle))
    }

    @Test func withoutIdleTimeItEndsWithItsLastUser() {
        var supervision = ready(idle: .zero)
        #expect(supervision.step(Sight(now: .seconds(2), users: 0)) == [.tearDown(.close)])
    }

    @Test func oneWhoseLastUserWasKilledEndsAtOnce() {
        var supervision = ready()
        #expect(supervision.step(Sight(now: .seconds(2), users: 1, lostUser: true)) == [], "another one is left")
        #expect(supervision.step(Sight(now: .seconds(3), users: 0, lostUser: true)) == [.tearDown(.close)])
        #expect(end(&supervision, from: .seconds(3)) == .over(.abandoned))
    }

    @Test func whileItIsEndedEachStepIsTakenOnceUntilNothingIsLeft() {
        var supervision = ready()
        var taken: [Effect] = []
        for tenth in 20..<200 {
            let now = Duration.milliseconds(100 * tenth)
            // Whoever comes now, and whatever the program does, changes nothing.
            let sight = Sight(
                now: now, exit: tenth == 25 ? .status(0) : nil, health: .ready, users: tenth % 3, isAskedToStop: true)
            taken += supervision.step(sight)
        }
        #expect(taken == [.tearDown(.close), .tearDown(.terminate), .clear, .tearDown(.kill)])
        #expect(supervision.phase == .over(.asked), "not even a kill is waited for for ever")
    }

    /// Every course of four moments out of these, and what holds in all of them.
    @Test func everyCourseIsSound() {
        let moments: [Sight] = [ServerHealth.silent, .loading, .ready].flatMap { health in
            [nil, ProgramExit.status(1)].flatMap { exit in
                [(1, false, false), (0, false, false), (0, true, false), (1, false, true)].map { users, lost, stop in
                    Sight(
                        now: .zero, exit: exit, isGone: exit != nil, health: health, users: users, lostUser: lost,
                        isAskedToStop: stop)
                }
            }
        }
        var courses = 0
        func go(_ supervision: ServerSupervision, _ isRunning: Bool, _ isEnding: Bool, depth: Int) {
            courses += 1
            guard depth < 4 else { return }
            for moment in moments {
                // Only what runs can end.
                if moment.exit != nil && !isRunning { continue }
                var next = supervision
                var sight = moment
                sight.now = .seconds(4 * depth)
                sight.isGone = !isRunning || moment.exit != nil
                let effects = next.step(sight)
                let starts = effects.contains(.start)
                #expect(effects.count <= 1)
                #expect(!starts || (!isRunning || moment.exit != nil), "never two at once")
                #expect(!starts || !isEnding, "what is ended is not started again")
                if case .over = supervision.phase { #expect(effects == [] && next.phase == supervision.phase) }
                var ends = isEnding
                switch next.phase {
                case .closing, .over: ends = true
                default: #expect(!isEnding)
                }
                if sight.isAskedToStop { #expect(ends) }
                go(next, starts || (isRunning && moment.exit == nil), ends, depth: depth + 1)
            }
        }
        go(ServerSupervision(idleTimeout: .seconds(3), startTimeout: .seconds(6)), false, false, depth: 0)
        #expect(courses > 50_000)
    }
}
