public import Planning

/// Drafts what was done before: for no dollars, in microseconds. Where memory has nothing that can
/// be relied on, another drafter is asked, if there is one.
///
/// Every recollection is a metered call of the model `memory`, at no cost: with the purpose
/// `recall` when it found something and `recall-miss` when it did not. Of several answers to one question memory
/// gives the first, if it has one, and the other drafter all others.
public struct MemoryDrafter: Agent {
    public let label: String
    private let recollection: Recollection
    private let fallback: (any Agent)?

    /// A drafter that remembers.
    /// - Parameter fallback: who drafts what memory cannot; without anybody such a draft fails, which
    ///   only ends the riding ahead until the next step stands.
    public init(_ recollection: Recollection, fallback: (any Agent)? = nil) {
        self.recollection = recollection
        self.fallback = fallback
        label = fallback.map { "\(CallAnnouncement.memory)+\($0.label)" } ?? CallAnnouncement.memory
    }

    public func propose(_ request: ProposalRequest, meter: any CallMeter) async throws -> Proposal {
        try Task.checkCancellation()
        var trouble: String?
        do {
            try await recollection.prepare(for: request.task)
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            // A memory that cannot be read is one that holds nothing.
            trouble = "\(error)"
        }
        let guess = recollection.guess(for: request)
        if guess != nil, let sampling = request.sampling, sampling.number > 0 {
            return try await other(
                request.sampled(.init(number: sampling.number - 1, temperature: sampling.temperature)), meter)
        }
        try book(guess, trouble, on: meter)
        if let guess {
            return Proposal(
                action: guess.action, thought: "\(guess.count) of \(guess.total) times, \(guess.source.rawValue)",
                confidence: guess.confidence)
        }
        return try await other(request, meter)
    }

    private func other(_ request: ProposalRequest, _ meter: any CallMeter) async throws -> Proposal {
        guard let fallback else { throw NothingRecalled() }
        return try await fallback.propose(request, meter: meter)
    }

    private func book(_ guess: Recollection.Guess?, _ trouble: String?, on meter: any CallMeter) throws {
        let call = try meter.start(
            CallAnnouncement(
                model: CallAnnouncement.memory,
                purpose: guess == nil ? CallAnnouncement.recallMiss : CallAnnouncement.recall, reservation: .zero))
        meter.firstToken(of: call)
        let isFailed = guess == nil && trouble != nil
        meter.settle(
            call,
            CallSettlement(
                outcome: isFailed ? .failed : .finished, usage: .zero, cost: .zero, error: isFailed ? trouble : nil,
                response: guess?.action.canonical))
    }
}

/// Memory alone was asked for a step that it does not know.
public struct NothingRecalled: Error, Sendable, Hashable, CustomStringConvertible {
    public var description: String { "memory holds nothing like it that can be relied on" }
}
