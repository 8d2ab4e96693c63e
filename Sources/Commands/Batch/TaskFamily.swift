import Agents
import Ledger
import Planning
import Speculation
import Strategies

/// Tasks of a batch that the same agents carry out. What does not depend on the task is there once: models,
/// connections, and what was learnt.
final class TaskFamily: Sendable {
    private let setup: RunSetup
    /// Nil where drafts come from memory: then every run has agents of its own.
    private let crew: Crew?
    private let school: ControlSchool?
    private let store: LedgerStore

    /// - Parameter setup: that of any of the tasks; its servers are running.
    init(_ setup: RunSetup, recordingIn store: LedgerStore) async throws {
        self.setup = setup
        self.store = store
        crew = setup.assembly.remembers ? nil : try await setup.assembly.crew()
        try await setup.assembly.learnLatencies(from: store)
        school = try await setup.assembly.control(from: store).map(ControlSchool.init)
    }

    /// A run of one of the tasks that only has to be started, as it was chosen.
    func prepared(_ task: BatchTask) async throws -> (setup: RunSetup, run: PreparedRun) {
        let setup = setup.doing(task)
        guard let crew else { return (setup, try await setup.assembly.prepared(from: store, keeping: store)) }
        return (
            setup,
            PreparedRun(
                plan: setup.plan, crew: try await setup.assembly.recast(crew), control: school?.control(),
                reward: try await setup.assembly.reward(from: store, keeping: store), recollection: nil)
        )
    }

    /// Learns from a run of one of the tasks.
    func learn(from run: PreparedRun, in start: RunStart) async {
        if crew != nil, let school, let control = run.control {
            await school.learn(from: control, in: start, tools: tools)
            if !Task.isCancelled { await run.reward?.keep() }
        } else if !Task.isCancelled {
            await run.keepExperience(of: start)
        }
    }

    /// Saves what was learnt.
    func close() async { await school?.close(tools: tools) }

    private var tools: [String] { crew?.environment.tools.map(\.name) ?? [] }
}

extension RunSetup {
    /// The same for another task.
    func doing(_ task: BatchTask) -> RunSetup {
        var setup = self
        setup.plan.task = task.text
        setup.assembly = assembly.doing(task.text)
        setup.assembly.consent.task = task.name
        setup.limits = limits.told(task.limits)
        return setup
    }
}
