import Ledger
import Memory
import Planning
import Speculation
import Strategies

/// A run that only has to be started: what was chosen, and everybody who takes part.
struct PreparedRun {
    let plan: RunPlan
    let crew: Crew
    /// Nil where nothing has to be chosen.
    let control: RunControl?
    /// Nil where nothing is scored.
    let reward: RunReward?
    let recollection: Recollection?

    /// Carries the run out, from its start or from where an earlier process left it.
    func outcome(of start: RunStart, recordingIn sink: any EventSink) async -> RunOutcome {
        var crew = crew
        crew.sink = recollection.map { RecollectionSink($0, passingTo: sink) } ?? sink
        if let reward {
            crew.rewards = reward.model
            crew.sink = reward.sink(of: start, passingTo: crew.sink)
        }
        if let past = start.resumption { recollection?.follow(start.header, from: past.trajectory) }
        return await plan.strategy(controlledBy: control).run(start, with: crew)
    }

    /// Saves what the run has taught those who choose the depth and who score.
    func keepExperience(of start: RunStart) async {
        await control?.keep(start, tools: crew.environment.tools.map(\.name))
        await reward?.keep()
    }
}

extension CrewAssembly {
    /// A run that only has to be started. What was typed wrong is found before the record is opened, unless somebody
    /// remembers earlier runs.
    /// - Parameter open: opens the record.
    func prepared(
        quietly: Bool, opening open: () throws -> LedgerStore
    ) async throws -> (run: PreparedRun, store: LedgerStore) {
        let memory = remembers ? try open() : nil
        let recollection = memory.flatMap(recollection)
        let crew = try await crew(remembering: recollection)
        try await startServers(quietly: quietly)
        let store = try memory ?? open()
        return (try await prepared(crew, remembering: recollection, from: store, keeping: store), store)
    }

    /// A run that only has to be started; servers that it needs are running.
    /// - Parameters:
    ///   - store: where earlier runs are recorded; nil where none are to be learnt from.
    ///   - knowledge: where what was learnt is kept.
    func prepared(from store: LedgerStore?, keeping knowledge: any KnowledgeStore) async throws -> PreparedRun {
        let recollection = store.flatMap(recollection)
        return try await prepared(
            try await crew(remembering: recollection), remembering: recollection, from: store, keeping: knowledge)
    }

    private func prepared(
        _ crew: Crew, remembering recollection: Recollection?, from store: LedgerStore?,
        keeping knowledge: any KnowledgeStore
    ) async throws -> PreparedRun {
        if let store { try await learnLatencies(from: store) }
        return PreparedRun(
            plan: plan, crew: crew, control: try await control(from: knowledge),
            reward: try await reward(from: store, keeping: knowledge), recollection: recollection)
    }
}
