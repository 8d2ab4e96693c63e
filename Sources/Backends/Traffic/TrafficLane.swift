import Planning
import Synchronization

/// The calls of this process to one provider, or to one server: each waits here for its turn. What is decided is
/// ``TrafficTable``'s; this one keeps those who wait, and the time.
final class TrafficLane: Sendable {
    private struct State {
        var table: TrafficTable
        var signals: [Int: CheckedContinuation<Void, Never>] = [:]
        /// Until when each of those who wait sleeps; nobody who waits for others alone is among them.
        var alarms: [Int: Duration] = [:]
        var decided: [Int: Decision] = [:]
        var yields: [Int: @Sendable () -> Void] = [:]
        /// Those who were asked to yield before they said how.
        var asked: Set<Int> = []
        var nextTicket = 0
    }

    private enum Decision {
        case admitted
        case refused(TrafficTable.Refusal)
    }

    private let state: Mutex<State>
    private let clock: any Clock<Duration>
    private let stopwatch: Stopwatch
    private let longestPause: Duration

    /// - Parameters:
    ///   - clock: all that is known of time here.
    ///   - longestPause: the longest wait that is sat out when a provider asks for one.
    init(
        _ table: TrafficTable = TrafficTable(), clock: any Clock<Duration> = ContinuousClock(),
        longestPause: Duration = RetryPolicy().longestRetryAfter
    ) {
        state = Mutex(State(table: table))
        self.clock = clock
        stopwatch = Stopwatch(clock)
        self.longestPause = longestPause
    }

    /// Says how many calls there may be at once.
    func resize(to capacity: Int) {
        change { $0.table.resize(to: capacity, at: $1) }
    }

    /// Says that verifiers are among the callers, so that drafts leave them a place.
    func expectVerifiers() {
        state.withLock { $0.table.expectVerifiers() }
    }

    /// How a call would stand here that came now.
    func standing(of model: ModelID?, for role: AgentRole, need: CallNeed) -> EndpointChoice.Standing {
        state.withLock { $0.table.standing(of: model, for: role, need: need, at: stopwatch.elapsed) }
    }

    /// Whether verifiers are among those who ask a model.
    func servesVerifiers(of model: ModelID?) -> Bool {
        state.withLock { state in
            guard let model else { return state.table.servesVerifiers }
            return state.table.flows[model]?.servesVerifiers == true
        }
    }

    /// Waits for a turn.
    /// - Parameters:
    ///   - place: where the call stands in the line already; nil lets it line up.
    ///   - patience: the longest wait for something that is known to take time; who would have to wait longer is told
    ///     at once.
    /// - Throws: ``TrafficRefusal``, or `CancellationError`.
    func enter(
        _ role: AgentRole, for model: ModelID? = nil, need: CallNeed = .call, from place: TrafficTurn? = nil,
        within patience: Duration? = nil
    ) async throws -> TrafficTurn {
        let turn = place ?? lineUp(role, for: model, need: need)
        let deadline = patience.map { stopwatch.elapsed + $0 }
        if try isAdmitted(turn, of: model) { return turn }
        return try await CallPause.during {
            while true {
                try await waitForChange(of: turn.ticket, of: model, before: deadline)
                if try isAdmitted(turn, of: model) { return turn }
            }
        }
    }

    /// Takes a place in the line, without waiting: whoever looks at the line afterwards finds it longer.
    func lineUp(_ role: AgentRole, for model: ModelID? = nil, need: CallNeed = .call) -> TrafficTurn {
        let ticket = state.withLock { state in
            state.nextTicket += 1
            return state.nextTicket
        }
        change { state, now in
            state.table.arrive(.init(ticket: ticket, role: role, model: model, need: need), at: now)
        }
        return TrafficTurn(ticket: ticket, lane: self)
    }

    private func isAdmitted(_ turn: TrafficTurn, of model: ModelID?) throws -> Bool {
        switch state.withLock({ $0.decided.removeValue(forKey: turn.ticket) }) {
        case .admitted?: return true
        case .refused(let refusal)?: throw TrafficRefusal(refusal, of: model)
        case nil: return false
        }
    }

    private func waitForChange(of ticket: Int, of model: ModelID?, before deadline: Duration?) async throws {
        let now = stopwatch.elapsed
        let change = state.withLock { state in
            state.alarms[ticket] = state.table.nextChange(for: ticket, at: now)
            return state.alarms[ticket]
        }
        guard let change else { return try await signal(for: ticket) }
        if let deadline, change > deadline { throw TrafficRefusal(waiting: change - now, of: model) }
        _ = try await Patience(limit: max(change - now, .milliseconds(1)), on: clock).whileWaiting {
            try await self.signal(for: ticket)
        }
        self.change { $0.table.tick(at: $1) }
    }

    /// Waits until something is decided about a guest.
    private func signal(for ticket: Int) async throws {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    // Asked inside the lock: a cancellation is either seen here, or finds the entry.
                    if Task.isCancelled || state.decided[ticket] != nil || isOverdue(ticket, state) { return true }
                    state.signals[ticket] = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.signals.removeValue(forKey: ticket) }?.resume()
        }
        try Task.checkCancellation()
    }

    // MARK: - For turns

    func onYield(_ ticket: Int, _ action: @escaping @Sendable () -> Void) {
        let isAsked = state.withLock { state in
            state.yields[ticket] = action
            return state.asked.contains(ticket)
        }
        if isAsked { action() }
    }

    func replied(_ ticket: Int, _ report: RateLimitReport) {
        change { $0.table.replied(ticket, report, at: $1) }
    }

    func succeeded(_ ticket: Int, using tokens: Int?) {
        change { $0.table.succeeded(ticket, using: tokens, at: $1) }
    }

    func failed(_ ticket: Int, _ error: BackendError) {
        change { $0.table.failed(ticket, error, longestPause: longestPause, at: $1) }
    }

    func leave(_ ticket: Int) {
        change { state, now in
            state.yields[ticket] = nil
            state.asked.remove(ticket)
            state.decided[ticket] = nil
            state.alarms[ticket] = nil
            return state.table.leave(ticket, at: now)
        }
    }

    private func change(_ body: (inout State, Duration) -> [TrafficTable.Effect]) {
        let actions = state.withLock { state in
            var actions: [@Sendable () -> Void] = []
            for effect in body(&state, stopwatch.elapsed) {
                switch effect {
                case .admit(let ticket): Self.decide(ticket, .admitted, &state)
                case .refuse(let ticket, let refusal): Self.decide(ticket, .refused(refusal), &state)
                case .yield(let ticket):
                    state.asked.insert(ticket)
                    if let action = state.yields[ticket] { actions.append(action) }
                }
            }
            // What somebody waited for may have become a matter of time.
            for ticket in state.signals.keys where isOverdue(ticket, state) {
                state.signals.removeValue(forKey: ticket)?.resume()
            }
            return actions
        }
        for action in actions { action() }
    }

    /// Whether somebody who waits has to look at the time sooner than it means to.
    private func isOverdue(_ ticket: Int, _ state: State) -> Bool {
        guard let change = state.table.nextChange(for: ticket, at: stopwatch.elapsed) else { return false }
        return state.alarms[ticket].map { change < $0 } ?? true
    }

    private static func decide(_ ticket: Int, _ decision: Decision, _ state: inout State) {
        state.decided[ticket] = decision
        state.signals.removeValue(forKey: ticket)?.resume()
    }
}
