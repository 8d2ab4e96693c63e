public import Planning

/// Puts scoring calls together that ask about the same steps at the same time: while one is under way, those that
/// come meanwhile wait, and then go in one call. Candidates that are equal are scored once.
///
/// A call is booked on the meter of the first who waits for it. Whoever no longer wants an answer is let go at once,
/// unless the call is booked on his meter: then he waits for its end, which comes at once where nobody else wants it.
public actor BatchedReward: RewardModel {
    private struct Prefix: Hashable {
        let task: String
        let fingerprint: UInt64
    }

    private struct Waiter {
        let ticket: Int
        let request: RewardRequest
        let meter: any CallMeter
        let continuation: CheckedContinuation<[Double], any Error>
    }

    private struct Batch {
        /// The owner of the meter first; without those who have given up.
        var waiters: [Waiter]
        let owner: Int
        var isUnwanted: Set<Int> = []
        var work: Task<Void, Never>?
    }

    private let base: any RewardModel
    private var running: [Prefix: Batch] = [:]
    private var waiting: [Prefix: [Waiter]] = [:]
    private var lastTicket = 0

    /// Puts calls of `base` together.
    public init(_ base: any RewardModel) {
        self.base = base
    }

    /// How many wait for their call to begin.
    var waitingCount: Int { waiting.values.reduce(0) { $0 + $1.count } }

    public nonisolated var label: String { base.label }

    public func scores(for request: RewardRequest, meter: any CallMeter) async throws -> [Double] {
        try Task.checkCancellation()
        lastTicket += 1
        let ticket = lastTicket
        let prefix = Prefix(task: request.task, fingerprint: request.trajectory.fingerprint)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                waiting[prefix, default: []].append(
                    Waiter(ticket: ticket, request: request, meter: meter, continuation: continuation))
                if running[prefix] == nil { start(prefix) }
            }
        } onCancel: {
            Task { await self.giveUp(ticket, prefix) }
        }
    }

    private func start(_ prefix: Prefix) {
        guard let waiters = waiting.removeValue(forKey: prefix), let first = waiters.first else { return }
        var places: [Proposal: Int] = [:]
        var candidates: [Proposal] = []
        for candidate in waiters.flatMap(\.request.candidates) where places[candidate] == nil {
            places[candidate] = candidates.count
            candidates.append(candidate)
        }
        let request = RewardRequest(
            task: first.request.task, trajectory: first.request.trajectory, candidates: candidates)
        running[prefix] = Batch(waiters: waiters, owner: first.ticket)
        let order = places
        running[prefix]?.work = Task {
            let result: Result<[Double], any Error>
            do {
                result = .success(try await base.scores(for: request, meter: first.meter))
            } catch {
                result = .failure(error)
            }
            finish(prefix, result, order)
        }
    }

    private func finish(_ prefix: Prefix, _ result: Result<[Double], any Error>, _ places: [Proposal: Int]) {
        guard let batch = running.removeValue(forKey: prefix) else { return }
        for waiter in batch.waiters {
            if batch.isUnwanted.contains(waiter.ticket) {
                waiter.continuation.resume(throwing: CancellationError())
                continue
            }
            waiter.continuation.resume(
                with: result.flatMap { scores in
                    guard scores.count == places.count else {
                        return .failure(
                            RewardError(
                                .unreadable, "\(label) gave \(scores.count) scores for \(places.count) candidates"))
                    }
                    return .success(waiter.request.candidates.compactMap { places[$0].map { scores[$0] } })
                })
        }
        start(prefix)
    }

    private func giveUp(_ ticket: Int, _ prefix: Prefix) {
        if let place = waiting[prefix]?.firstIndex(where: { $0.ticket == ticket }) {
            waiting[prefix]?.remove(at: place).continuation.resume(throwing: CancellationError())
            if waiting[prefix]?.isEmpty == true { waiting[prefix] = nil }
        } else if var batch = running[prefix], let place = batch.waiters.firstIndex(where: { $0.ticket == ticket }) {
            if ticket == batch.owner {
                batch.isUnwanted.insert(ticket)
            } else {
                batch.waiters.remove(at: place).continuation.resume(throwing: CancellationError())
            }
            if batch.waiters.allSatisfy({ batch.isUnwanted.contains($0.ticket) }) { batch.work?.cancel() }
            running[prefix] = batch
        }
    }
}
