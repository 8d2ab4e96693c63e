import Planning
import Speculation
import Synchronization

/// Shows how far a batch is: a bar that is redrawn on a terminal, and elsewhere a line for every tenth. Results go to
/// standard output as they come.
final class BatchBoard: Sendable {
    private let out: Console
    private let err: Console
    private let isSilent: Bool
    private let printsLines: Bool
    private let budget: CommonBudget
    private let limit: ExpenseLimit
    private let drafts: DraftAllowance
    private let stopwatch = Stopwatch(ContinuousClock())
    private let state: Mutex<State>

    private struct State {
        var tally: BatchTally
        var frame = LiveFrame()
        var isOver = false
        var isPaused = false
        /// Results that wait until a question is answered.
        var held: [BatchResult] = []
    }

    /// - Parameters:
    ///   - earlier: how many tasks were done before.
    ///   - printsLines: whether results are lines of JSON.
    init(
        out: Console, err: Console, isSilent: Bool, printsLines: Bool, total: Int, earlier: Int, limit: ExpenseLimit,
        budget: CommonBudget, drafts: DraftAllowance
    ) {
        self.out = out
        self.err = err
        self.isSilent = isSilent
        self.printsLines = printsLines
        self.budget = budget
        self.limit = limit
        self.drafts = drafts
        state = Mutex(State(tally: BatchTally(total: total, earlier: earlier)))
    }

    /// Whether there is somebody to redraw for.
    var isLive: Bool { err.isTerminal && !isSilent }

    /// A task begins.
    func begin() { state.withLock { $0.tally.running += 1 } }

    /// A task has ended.
    func show(_ result: BatchResult) {
        state.withLock { state in
            state.tally.running -= 1
            state.tally.add(result)
            guard !state.isPaused else { return state.held.append(result) }
            print(result, &state)
            guard !isSilent, !isLive, state.tally.isTenth else { return }
            err.print(line(state.tally, width: 100))
        }
    }

    /// A task that was done before.
    func showEarlier(_ result: BatchResult) { state.withLock { print(result, &$0) } }

    private func print(_ result: BatchResult, _ state: inout State) {
        // What was interrupted has no result yet.
        guard result.status != .interrupted else { return }
        // The bar must not stand in the middle of what is printed where both share a terminal.
        if isLive { err.write(state.frame.replace(above: [], live: [], width: err.width)) }
        if printsLines {
            if let line = try? JSONValue(encoding: result) { out.print(line.canonical) }
        } else if result.status == .finished {
            out.print(foreign: result.words)
        } else {
            err.print(foreign: "outrider: line \(result.line): \(result.words)")
        }
    }

    /// Redraws ten times a second, until it is cancelled.
    func keepDrawing() async {
        while !Task.isCancelled {
            redraw()
            try? await Task.sleep(for: .milliseconds(100))
        }
    }

    private func redraw() {
        state.withLock { state in
            guard !state.isOver, !state.isPaused else { return }
            let line = line(state.tally, width: err.width - 1)
            err.write(state.frame.replace(above: [], live: [line], width: err.width))
        }
    }

    /// Removes the bar and holds results back until it goes on, so that a question can be asked.
    func pause(_ isPaused: Bool) {
        state.withLock { state in
            state.isPaused = isPaused
            if isPaused, isLive, !state.isOver {
                err.write(state.frame.replace(above: [], live: [], width: err.width))
            }
            guard !isPaused else { return }
            for result in state.held { print(result, &state) }
            state.held = []
        }
    }

    /// Takes the bar away.
    func close() {
        state.withLock { state in
            state.isOver = true
            if isLive { err.write(state.frame.replace(above: [], live: [], width: err.width)) }
        }
    }

    private func line(_ tally: BatchTally, width: Int) -> String {
        let (spent, reserved) = budget.standing
        let (riding, waiting) = drafts.standing
        return tally.line(
            after: stopwatch.elapsed, expense: spent + reserved, limit: limit, riding: riding, waiting: waiting,
            width: width)
    }
}
