public import Planning
import Synchronization

/// A run of a strategy that looks at several ways before it takes one: searches, and answers that are chosen
/// among others. It asks and tries as it likes, and commits what it has decided on; record, money, time and
/// cancellation are kept for it.
///
/// Guarantees, whatever the strategy does:
/// - Every call that was started is settled once and resolved once: as useful where it led to a committed
///   step or was said to be, as failed where it failed, and as unused otherwise.
/// - Money and time are never exceeded beyond what calls that are open can still take. A call for which only
///   the money or the step that others hold is missing waits for them.
/// - An action is tried only where the environment allows it before it is decided; all others happen when
///   they are committed, after the record of why is safe.
/// - Where a limit ends the run, the best plan so far is committed (``keepBest(_:)``), and the status says so.
public final class StrategyRun: Sendable {
    /// The run as it is recorded.
    public let header: RunHeader
    /// Where actions are carried out.
    public let environment: any Environment
    let book: RunBook
    let state: Mutex<State>

    struct State {
        var trajectory: Trajectory
        var best: [ChosenStep] = []
        /// Calls of which nobody knows yet whether they were of use.
        var unresolved: Set<CallID> = []
        /// Who waits for money that other calls hold.
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private init(_ start: RunStart, environment: any Environment, sink: any EventSink, clock: any Clock<Duration>) {
        header = start.header
        self.environment = environment
        book = RunBook(start, sink: sink, clock: clock)
        state = Mutex(State(trajectory: book.trajectory))
    }

    /// Conducts a run from its first event to its last.
    /// - Parameters:
    ///   - start: where it begins; a run that is resumed begins with the steps that are there.
    ///   - body: the strategy. It ends the run by returning, after it has committed a step that finishes; what
    ///     it throws ends the run too. Cancelling the calling task, a lost record or the time limit cancel it.
    public static func conduct(
        _ start: RunStart, environment: any Environment, sink: any EventSink,
        clock: any Clock<Duration> = ContinuousClock(), _ body: @escaping @Sendable (StrategyRun) async throws -> Void
    ) async -> RunOutcome {
        let run = StrategyRun(start, environment: environment, sink: sink, clock: clock)
        var ending = await run.ending(of: body, sink: sink, clock: clock)
        if case .limit = ending {
            do {
                try await run.commitBest()
            } catch {
                if !(error is LimitReached) { ending = .failed(error) }
            }
        }
        return await run.close(ending)
    }

    private enum Ending: Sendable {
        case over
        case limit(LimitReached)
        case interrupted
        case failed(any Error)
    }

    private enum Signal: Sendable {
        case bodyEnded(Result<Void, any Error>)
        case timeIsUp(LimitReached)
        case broken(any Error)
        case nothing
    }

    private func ending(
        of body: @escaping @Sendable (StrategyRun) async throws -> Void, sink: any EventSink,
        clock: any Clock<Duration>
    ) async -> Ending {
        guard !isOver else { return .over }
        return await withTaskGroup(of: Signal.self) { group in
            group.addTask { .bodyEnded(await Result { try await body(self) }) }
            group.addTask { await sink.breakdown().map { .broken($0) } ?? .nothing }
            group.addTask { await self.book.timeIsUp(on: clock).map { .timeIsUp($0) } ?? .nothing }
            // What first stopped the run is why it ended, whatever the strategy says of its cancellation.
            var reason: Ending?
            while let signal = await group.next() {
                switch signal {
                case .nothing: continue
                case .timeIsUp(let limit):
                    reason = reason ?? .limit(limit)
                    group.cancelAll()
                case .broken(let failure):
                    reason = reason ?? .failed(failure)
                    group.cancelAll()
                case .bodyEnded(let result):
                    group.cancelAll()
                    return reason ?? self.ending(after: result)
                }
            }
            return reason ?? .interrupted
        }
    }

    private func ending(after result: Result<Void, any Error>) -> Ending {
        switch result {
        case .success where isOver: .over
        case .success where stepsLeft == 0: .limit(book.stepLimit(after: trajectory.count))
        case .success: .failed(StrategyError.noAnswer)
        case .failure(let limit as LimitReached): .limit(limit)
        case .failure(is CancellationError) where Task.isCancelled: .interrupted
        case .failure(let error): .failed(error)
        }
    }

    private func close(_ ending: Ending) async -> RunOutcome {
        let time = book.recorder.stopwatch.elapsed
        let unresolved = state.withLock { state in
            defer { state.unresolved = [] }
            return state.unresolved.sorted()
        }
        book.recorder.resolve(unresolved, .unused)
        let trajectory = trajectory
        return switch ending {
        case .over: await book.close(.finished, trajectory, at: time, error: nil)
        // A best plan that reached its end is an answer, found within the limit after all.
        case .limit where isOver: await book.close(.finished, trajectory, at: time, error: nil)
        case .limit(let limit): await book.close(.limit, trajectory, at: time, error: limit)
        case .interrupted: await book.close(.interrupted, trajectory, at: time, error: nil)
        case .failed(let error): await book.close(.failed, trajectory, at: time, error: error)
        }
    }
}

// MARK: - What the strategy may know

extension StrategyRun {
    /// The committed steps.
    public var trajectory: Trajectory { state.withLock { $0.trajectory } }

    /// How many more steps may be committed.
    public var stepsLeft: Int { max(0, header.limits.steps - trajectory.count) }

    /// Whether the last committed step ended the task.
    public var isOver: Bool { trajectory.steps.last?.action.finishes ?? false }

    /// The run's time so far.
    public var elapsed: Duration { book.recorder.stopwatch.elapsed }

    /// Asks for the step that follows `trajectory`.
    public func request(
        after trajectory: Trajectory, sampling: ProposalRequest.Sampling? = nil, guidance: String? = nil
    ) -> ProposalRequest {
        ProposalRequest(task: header.task, trajectory: trajectory, sampling: sampling, guidance: guidance)
    }

    /// Records what the strategy has to say for itself, such as scores and selections.
    public func record(_ scored: RunEvent.Scored) { book.recorder.record(.scored(scored)) }

    /// Records a choice.
    public func record(_ selected: RunEvent.Selected) { book.recorder.record(.selected(selected)) }
}
