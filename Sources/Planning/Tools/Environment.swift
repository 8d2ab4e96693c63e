/// Where actions happen: a simulated world, or a set of tools.
///
/// ## Implementation guidance
/// `execute` may be called for several positions at once, early calls included. Whatever it needs
/// to know of the past it takes from the trajectory, never from earlier calls: an early call may
/// belong to a branch that is dropped.
public protocol Environment: Sendable {
    /// The tools that actions may name, in a stable order. Empty where actions are only planned.
    var tools: [ToolDescription] { get }

    /// Whether `action` may be executed before the verifier has asked for it. Answers at once.
    func earlyExecution(of action: Action) -> EarlyExecution

    /// Carries out `action` as the next step after `trajectory`.
    ///
    /// A tool's failure is an ``Observation`` with `isError`.
    /// - Throws: only `CancellationError`, or an error that makes going on pointless.
    func execute(_ action: Action, after trajectory: Trajectory) async throws -> Observation

    /// Carries out `action` before its verdict, so that whatever it does can still be dropped. Called only where
    /// ``earlyExecution(of:)`` allows it; several deep, each after the steps of the one before.
    /// - Throws: as ``execute(_:after:)``, and ``FailedAttempt`` for a failure that only a step that is certain has to
    ///   live with: it is then carried out again. A search, which weighs what it tried, takes the failure's observation
    ///   for what came of it instead, and may ask for it to be confirmed.
    func attempt(_ action: Action, after trajectory: Trajectory) async throws -> Observation

    /// Makes real what came of an attempt that is provisional. Called when the step is certain and everything
    /// before it is committed, after the record of it is safe; it is not interrupted half-way.
    /// - Throws: an error that makes going on pointless.
    func confirm(_ step: Step, after trajectory: Trajectory) async throws -> Confirmation

    /// Forgets an attempt of `action` after `trajectory`, with all its effects. Returns at once; an attempt that
    /// was never made, or that is confirmed, is no matter.
    func discard(_ action: Action, after trajectory: Trajectory)

    /// What identifies the state after `trajectory`: where two texts are equal, the same can be done and the same
    /// comes of it. Nil where that cannot be said; then no two ways are known to lead to the same state.
    func situation(after trajectory: Trajectory) -> String?
}

extension Environment {
    public func situation(after trajectory: Trajectory) -> String? { nil }

    /// Where nothing can be dropped, trying is doing.
    public func attempt(_ action: Action, after trajectory: Trajectory) async throws -> Observation {
        try await execute(action, after: trajectory)
    }

    public func confirm(_ step: Step, after trajectory: Trajectory) async throws -> Confirmation { .stands }

    public func discard(_ action: Action, after trajectory: Trajectory) {}
}
