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
