import Planning
import Synchronization

/// Computes for all calls of a model, one pass at a time.
///
/// There is no thread of its own: whoever waits for something drives. A pass computes for every call
/// that is under way, so calls at the same time share passes, and none waits for another's consumer.
/// A call can run ahead of its consumer by no more than its own longest answer.
actor PassRunner {
    /// A call that has come in.
    private struct Arrival {
        let id: UInt64
        let progress: CallProgress
        /// How long its text may become, in tokens.
        let longest: Int
    }

    /// A call under way.
    private struct Call {
        let id: UInt64
        var progress: CallProgress
        let longest: Int
        /// Nil until there is room for it, and when it is finished.
        var sequence: CachedSequence?
        /// When its last pass was over.
        var passed: ContinuousClock.Instant?
    }

    /// What arrives from outside while a pass is computed.
    private struct Inbox {
        var lastID: UInt64 = 0
        var new: [Arrival] = []
        var cancelled: Set<UInt64> = []
    }

    private nonisolated let inbox = Mutex(Inbox())
    private let network: Network
    private let work: Workspace
    private let cache: PrefixCache
    private var pass = Pass()
    private var pace = StepPace()
    private var calls: [Call] = []

    /// - Parameters:
    ///   - contextLength: the longest text, in tokens.
    ///   - cacheSize: bytes for keys and values; at least one longest text gets room.
    init(_ network: Network, contextLength: Int, threads: Int, cacheSize: Int) {
        self.network = network
        work = Workspace(for: network, contextLength: contextLength, threads: threads)
        let longest = contextLength.rounded(upTo: KeyValueBlock.positions) / KeyValueBlock.positions + 1
        cache = PrefixCache(
            capacity: max(longest, cacheSize / (network.floatsPerBlock * 4)), floatsPerBlock: network.floatsPerBlock)
    }

    /// Takes a call on. It is computed for as soon as anybody waits for any call.
    /// - Parameter longest: how long its text may become, in tokens.
    nonisolated func submit(_ progress: CallProgress, longest: Int) -> CallHandle {
        let id = inbox.withLock { inbox in
            inbox.lastID += 1
            inbox.new.append(Arrival(id: inbox.lastID, progress: progress, longest: longest))
            return inbox.lastID
        }
        return CallHandle(id: id, runner: self)
    }

    /// Gives a call up, even in the middle of a pass.
    nonisolated func cancel(_ id: UInt64) {
        inbox.withLock { inbox in
            inbox.new.removeAll { $0.id == id }
            inbox.cancelled.insert(id)
        }
    }

    /// Gives what a call has to tell. If there is nothing yet, a few passes are computed: the first
    /// news of a call are handed out at once, later ones in handfuls, because for a small model coming
    /// here takes as long as a pass.
    /// - Returns: nil if there is still nothing.
    /// - Throws: ``BackendError``, or `CancellationError` if the call was given up.
    func step(_ id: UInt64) throws -> CallOutput? {
        receive()
        guard var index = place(of: id) else { throw CancellationError() }
        var work = 0
        while !calls[index].progress.hasNews || (calls[index].progress.goesOn && work < Self.handful) {
            guard work < Self.handful else { return nil }
            work += compute(for: id)
            receive()
            guard !Task.isCancelled, let place = place(of: id) else { throw CancellationError() }
            index = place
        }
        guard let output = calls[index].progress.takeOutput() else { return nil }
        return try hand(output, of: index)
    }

    private func place(of id: UInt64) -> Int? { calls.indices.first { calls[$0].id == id } }

    /// Multiplications between two visits of a call, about a quarter of a millisecond's worth.
    private static let handful = 5_000_000

    private func hand(_ output: CallOutput, of index: Int) throws -> CallOutput {
        guard output.isFinished else { return output }
        let call = calls.remove(at: index)
        guard !call.progress.hasFailed else {
            throw BackendError(
                .malformedResponse, "the model's output is no number",
                suggestion: "its weights are damaged: fetch the file again, and compare its checksum")
        }
        return output
    }

    private func receive() {
        let (new, cancelled) = inbox.withLock { inbox in
            defer { (inbox.new, inbox.cancelled) = ([], []) }
            return (inbox.new, inbox.cancelled)
        }
        for arrival in new {
            calls.append(
                Call(id: arrival.id, progress: arrival.progress, longest: arrival.longest, sequence: nil))
        }
        guard !cancelled.isEmpty else { return }
        for call in calls where cancelled.contains(call.id) { call.sequence.map(cache.close) }
        calls.removeAll { cancelled.contains($0.id) }
    }

    /// Computes one pass for all calls that are under way.
    /// - Returns: how many multiplications it took, at least one.
    private func compute(for driver: UInt64) -> Int {
        for index in calls.indices where calls[index].sequence == nil && !calls[index].progress.isFinished {
            calls[index].sequence = cache.open(calls[index].progress.known, length: calls[index].longest)
            // First come, first served: a small one must not overtake a large one for ever.
            if calls[index].sequence == nil { break }
        }
        let clock = ContinuousClock()
        let began = clock.now
        let shares = fillPass()
        let isDriverAlone = shares.count == 1 && calls[shares[0].index].id == driver
        let isCompleted = network.run(pass, in: work) {
            (isDriverAlone && Task.isCancelled)
                || inbox.withLock { inbox in
                    !inbox.cancelled.isEmpty && shares.allSatisfy { inbox.cancelled.contains(calls[$0.index].id) }
                }
        }
        guard isCompleted else { return 1 }
        var first = 0
        var guesses: [(index: Int, guessed: Int, accepted: Int)] = []
        for (index, share) in shares {
            guard let sequence = calls[index].sequence else { continue }
            let computed = sequence.length
            let valid = calls[index].progress.take(
                share, computed: computed, reused: sequence.reused,
                logits: { network.logits(first + $0, in: work) }, value: { network.value(first, in: work) })
            cache.commit(share.tokens[..<valid], to: sequence)
            first += share.wanted
            if share.guessed > 0 { guesses.append((index, share.guessed, valid - share.certain)) }
            guard calls[index].progress.isFinished else { continue }
            // Its consumer may take its time; others wait for the room.
            cache.close(sequence)
            calls[index].sequence = nil
        }
        let now = clock.now
        if pass.rows.count == 1, let passed = calls[shares[0].index].passed { pace.add(now - passed) }
        for (index, _) in shares { calls[index].passed = now }
        for guess in guesses {
            let spared = pace.spared(
                by: guess.accepted, guessed: guess.guessed, of: pass.rows.count, in: now - began)
            if let spared { calls[guess.index].progress.credit(spared) }
        }
        return 1 + pass.rows.count * network.weightCount
    }

    /// Puts as much as fits into the pass, those calls first that need least.
    private func fillPass() -> [(index: Int, share: CallProgress.Share)] {
        pass.clear()
        var shares: [(index: Int, share: CallProgress.Share)] = []
        let order = calls.indices.filter { calls[$0].sequence != nil }
            .sorted { pending($0) < pending($1) }
        for index in order {
            guard let sequence = calls[index].sequence else { continue }
            let share = calls[index].progress.share(
                computed: sequence.length, rows: work.rowLimit - pass.rows.count,
                wanted: work.wantedLimit - pass.wanted.count,
                // What a guess spares can only be told once it is known what a step takes.
                guesses: pace.isKnown)
            guard !share.tokens.isEmpty else { continue }
            cache.provide(sequence, for: share.tokens)
            pass.add(share.tokens, at: sequence.length, in: sequence.blocks, wanting: share.wanted)
            shares.append((index, share))
        }
        return shares
    }

    private func pending(_ index: Int) -> Int {
        calls[index].progress.known.count - (calls[index].sequence?.length ?? 0)
    }
}
