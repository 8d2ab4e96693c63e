/// What several runs have together, those of a batch or of a day: money and tokens, and perhaps steps and time.
///
/// ## Implementation guidance
/// Any number of runs ask at once. What is granted never exceeds the limit, whoever asks; what was
/// granted is settled once. A limit that cannot be checked counts as reached.
public protocol SharedBudget: Sendable {
    /// Sets `most` aside for `call`.
    /// - Throws: ``LimitReached``; then nothing changes.
    func reserve(_ most: Expense, for call: RunCall) throws(LimitReached)

    /// Releases what was set aside for `call` and books what it really used.
    func settle(_ call: RunCall, _ used: Expense)

    /// Whether `most` finds room as soon as no calls but `own` hold anything: then waiting helps.
    func fits(_ most: Expense, beside own: [RunCall]) -> Bool

    /// Returns when it is worth asking again after a refusal, or when the calling task is cancelled.
    func change() async

    /// Sets the step at `position` of a run aside, until it is committed or the run ends. Asked again, it stays one.
    /// - Throws: ``LimitReached``; then nothing changes.
    func reserveStep(at position: Int, of run: RunID) throws(LimitReached)

    /// Whether a step that was refused finds room as soon as no other run holds any: then waiting helps.
    func fitsStep(of run: RunID) -> Bool

    /// How long to wait before it is worth looking whether the time is used up; nil where time is not limited.
    /// - Throws: ``LimitReached`` once it is.
    func timeLeft() throws(LimitReached) -> Duration?
}

extension SharedBudget {
    /// Steps are not limited.
    public func reserveStep(at position: Int, of run: RunID) throws(LimitReached) {}

    /// Steps are not limited.
    public func fitsStep(of run: RunID) -> Bool { true }

    /// Time is not limited.
    public func timeLeft() throws(LimitReached) -> Duration? { nil }
}

/// A call of one of several runs.
public struct RunCall: Sendable, Hashable {
    /// The run.
    public let run: RunID
    /// The call within it.
    public let call: CallID

    /// A call of a run.
    public init(_ run: RunID, _ call: CallID) {
        self.run = run
        self.call = call
    }
}
