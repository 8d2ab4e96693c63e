import Agents
import Ledger
import Planning
import Simulation
import Speculation
import Tasks

/// Runs one strategy at one task, set up as `outrider run` sets it up.
struct TaskRunner {
    let surroundings: Surroundings
    /// What scripted models answer from; nil where the tasks are not of one kind.
    let key: AnswerKey?
    /// Where runs are recorded; nil where they are not.
    let store: LedgerStore?
    /// What the controllers learn where nothing is recorded.
    private let learnt = PassingKnowledge()

    init(surroundings: Surroundings, key: AnswerKey?, store: LedgerStore?) {
        self.surroundings = surroundings
        self.key = key
        self.store = store
    }

    /// A run that was chosen and checked.
    func setup(_ contestant: TaskContestant, _ task: CheckedTask, seed: UInt64) throws -> RunSetup {
        var flags = contestant.flags
        flags.seed = seed
        let setup = try RunSetup(task: task.text, flags: flags, in: surroundings)
        guard task.world == nil || setup.assembly.definition.environment.world == task.world else {
            throw Failure(
                .usage,
                "the agent “\(setup.assembly.definition.name)” does not live in the world of the task “\(task.name)”")
        }
        guard store != nil || !setup.assembly.remembers else {
            throw Failure(.usage, "a drafter that remembers needs the record: add --record")
        }
        return setup
    }

    /// Carries a run out. What goes wrong in it is in the summary; an error is one of the set-up.
    /// - Parameter money: the most that it may cost, if that is less than its own limit.
    func run(
        _ contestant: TaskContestant, _ task: CheckedTask, seed: UInt64, money: Money?
    ) async throws -> RunSummary {
        let setup = try setup(contestant, task, seed: seed)
        // Where nobody takes real time, nobody waits for any.
        let clock = setup.assembly.isScripted ? ManualClock() : nil
        var assembly = setup.assembly
        if let clock { assembly.clock = clock }
        assembly.key = key
        let prepared = try await assembly.prepared(from: store, keeping: store ?? learnt)
        var header = try setup.header(control: prepared.control)
        header.limits.cost = [header.limits.cost, money].compactMap(\.self).min()
        let start = RunStart(header: header, sharing: store.map(surroundings.sharing) ?? .nothing)
        let summary = SummarySink(passingTo: nil)
        let sink: any EventSink = store.map { $0.writer(downstream: summary) } ?? summary
        let outcome: RunOutcome
        if let clock {
            outcome = await inVirtualTime(on: clock) { await prepared.outcome(of: start, recordingIn: sink) }
        } else {
            outcome = await prepared.outcome(of: start, recordingIn: sink)
        }
        await prepared.keepExperience(of: start)
        return summary.summary.ended(by: outcome)
    }
}

extension CrewAssembly {
    /// Whether everybody who is asked is scripted.
    fileprivate var isScripted: Bool {
        !participants.isEmpty && participants.allSatisfy(ModelScript.isMeant)
    }
}
