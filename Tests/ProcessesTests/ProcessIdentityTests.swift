import Processes
import Testing

struct ProcessIdentityTests {
    private let current = ProcessIdentity.current

    @Test func thisProcessIsAlive() {
        #expect(current.isAlive)
    }

    @Test func aLaterProcessOfTheSameNumberIsAnotherOne() {
        #expect(!ProcessIdentity(pid: current.pid, boot: current.boot, started: current.started - 1).isAlive)
    }

    @Test func noProcessSurvivesARestartOfTheMachine() {
        #expect(!ProcessIdentity(pid: current.pid, boot: "another", started: current.started).isAlive)
    }

    @Test func aNumberThatNobodyHasIsDead() {
        #expect(!ProcessIdentity(pid: .max, boot: current.boot, started: current.started).isAlive)
    }
}
