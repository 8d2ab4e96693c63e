@testable import Ledger
import Planning
import TemporaryFolders
import Testing

struct ResumptionTests {
    private let folder: TemporaryFolder
    private let store: LedgerStore
    /// Writes as a process that is dead by now.
    private let dead: LedgerStore

    init() throws {
        folder = try TemporaryFolder()
        store = try LedgerStore.forTesting(at: folder.file())
        dead = try LedgerStore.forTesting(at: folder.file(), alive: false)
    }

    private func failure(resuming run: RunID) async -> LedgerError.Code? {
        await #expect(throws: LedgerError.self) { _ = try await store.resumption(of: run) }?.code
    }

    @Test func aKilledRunGoesOnWhereItStopped() async throws {
        var run = ImaginaryRun()
        run.step()
        run.step(agreeing: false)
        run.start(.verifier, at: 3, reserving: 900)
        try await dead.keep(run.events)

        let resumption = try await store.resumption(of: run.id)
        #expect(resumption.header.task == "c on a → a on b")
        #expect(resumption.trajectory == run.summary.trajectory)
        #expect(resumption.trajectory.count == 2)
        #expect(resumption.spend == Spend(known: Money(nanodollars: 1120), estimated: Money(nanodollars: 900)))
        #expect(resumption.elapsed == .milliseconds(400))
        #expect(resumption.nextSequence == run.events.count + 1)
        #expect(resumption.nextCall == CallID(6))
        #expect(resumption.summary == run.summary)

        run.resume()
        run.step()
        run.finish()
        try await store.keep(run.events.suffix(from: resumption.nextSequence - 1))
        try Tables(store, run.id).expectAgreement(with: run.summary)
        #expect(try await store.summary(of: run.id).resumptions == 1)
        #expect(await failure(resuming: run.id) == .alreadyFinished)
    }

    @Test func anActionThatMayHaveHappenedIsPartOfTheResumption() async throws {
        var run = ImaginaryRun()
        run.step()
        let call = run.start(.verifier, at: 2)
        run.settle(call)
        let action = Action(tool: "send", arguments: ["to": "everybody"])
        run.append(.judged(.init(position: 2, action: action, thought: nil, agrees: nil, calls: [call])))
        run.append(.executing(.init(position: 2, action: action)))
        try await dead.keep(run.events)

        let unfinished = try #require(try await store.resumption(of: run.id).unfinished)
        #expect(unfinished.position == 2)
        #expect(unfinished.step == Step(action: action, observation: UnfinishedStep.unknown))
        #expect(unfinished.calls == [call])
        #expect(unfinished.verifierTime == .milliseconds(50))
        #expect(unfinished.verifierCost == Money(nanodollars: 100))

        // As the planner goes on: the step is committed, and the verdict was useful after all.
        run.resume()
        run.resolve(call, .useful)
        run.commit(action)
        run.finish()
        try await store.keep(run.events.drop { $0.name != "resumed" })
        try Tables(store, run.id).expectAgreement(with: run.summary)
    }

    @Test(arguments: [RunStatus.limit, .failed, .interrupted]) func aRunThatStoppedShortGoesOn(
        _ status: RunStatus
    ) async throws {
        var run = ImaginaryRun()
        run.step()
        run.finish(status, answer: nil)
        try await store.keep(run.events)
        #expect(try await store.resumption(of: run.id).trajectory.count == 1)
    }

    @Test func aRunOfALivingProcessIsLeftAlone() async throws {
        var run = ImaginaryRun()
        run.step()
        try await store.keep(run.events)
        #expect(await failure(resuming: run.id) == .stillRunning)
    }

    @Test func ofTwoThatResumeAtOnceOneIsRefused() async throws {
        var run = ImaginaryRun()
        run.step()
        try await dead.keep(run.events)
        _ = try await store.resumption(of: run.id)
        #expect(await failure(resuming: run.id) == .stillRunning)
        #expect(try await store.runs().map(\.isLive) == [true])
    }

    @Test func aRunThatIsNotThereCannotBeResumed() async {
        #expect(await failure(resuming: ImaginaryRun().id) == .unknownRun)
    }
}
