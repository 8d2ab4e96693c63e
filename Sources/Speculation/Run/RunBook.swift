import Planning

/// What every kind of run keeps: its record, its money, and the steps that are there already.
struct RunBook {
    let header: RunHeader
    let recorder: Recorder
    let meter: RunMeter
    /// How long providers may take to say what calls were charged that were cut off.
    private let patience: Patience
    /// The steps when the run begins, or goes on.
    let trajectory: Trajectory

    /// Opens the book: the first events are recorded.
    /// - Parameter role: whose proposal a step is that an earlier process had begun.
    init(_ start: RunStart, sink: any EventSink, clock: any Clock<Duration>, deciding role: AgentRole = .verifier) {
        header = start.header
        patience = Patience(limit: .seconds(5), on: clock)
        let resumption = start.resumption
        recorder = Recorder(
            run: header.run, sink: sink, stopwatch: Stopwatch(clock, offset: resumption?.elapsed ?? .zero),
            next: resumption?.nextSequence ?? 1)
        meter = RunMeter(recorder: recorder, start)
        guard let resumption else {
            recorder.record(.started(header))
            trajectory = Trajectory()
            return
        }
        var trajectory = resumption.trajectory
        recorder.record(.resumed(.init(steps: trajectory.count, resumedAt: resumption.resumedAt)))
        if let unfinished = resumption.unfinished, unfinished.position == trajectory.count + 1 {
            trajectory.append(unfinished.step)
            recorder.resolve(unfinished.calls, .useful)
            recorder.record(.committed(.init(unfinished, deciding: role)))
        }
        self.trajectory = trajectory
    }

    /// Closes the book: the last event is recorded, and everything is made safe.
    /// - Parameters:
    ///   - time: when the run was over, whatever had to be waited for since.
    ///   - error: what stopped it.
    func close(
        _ status: RunStatus, _ trajectory: Trajectory, at time: Duration, error: (any Error)?
    ) async -> RunOutcome {
        let answer = status == .finished ? trajectory.steps.last?.action.answer : nil
        await meter.settleAsked(within: patience)
        meter.close()
        recorder.finish(
            .init(
                status: status, answer: answer, limit: error as? LimitReached,
                error: status == .failed ? error.map { "\($0)" } : nil),
            at: time)
        do {
            try await recorder.sink.flush()
        } catch let failure {
            return RunOutcome(status: .failed, trajectory: trajectory, answer: answer, error: error ?? failure)
        }
        return RunOutcome(status: status, trajectory: trajectory, answer: answer, error: error)
    }

    /// Waits until a limit of time is reached.
    /// - Returns: nil once the calling task is cancelled, and where there is no such limit.
    func timeIsUp(on clock: any Clock<Duration>) async -> LimitReached? {
        do {
            while let left = try meter.timeLeft() { try await clock.sleep(for: max(left, .zero)) }
            return nil
        } catch {
            return error as? LimitReached
        }
    }

    /// The limit that `count` steps have reached.
    func stepLimit(after count: Int) -> LimitReached {
        func words(_ count: Int) -> String { "\(count) step\(count == 1 ? "" : "s")" }
        return LimitReached(kind: .steps, used: words(count), allowed: words(header.limits.steps))
    }
}

extension RunEvent.Committed {
    /// What an earlier process had begun.
    fileprivate init(_ unfinished: UnfinishedStep, deciding role: AgentRole) {
        self.init(
            position: unfinished.position, step: unfinished.step,
            source: role == .drafter ? .drafted : unfinished.source, verifierTime: unfinished.verifierTime,
            verifierCost: unfinished.verifierCost, executionTime: unfinished.executionTime)
    }
}
