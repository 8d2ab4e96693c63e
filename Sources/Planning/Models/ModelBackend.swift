/// Takes a request and gives the events of one answer. Knows nothing of speculation.
///
/// ## Implementation guidance
/// Errors are ``BackendError``s, thrown here or while the events are read. Retries happen inside,
/// and are visible as ``ModelEvent/retrying(attempt:reason:)``. Cancelling the task that reads
/// closes the connection at once. Report ``ModelEvent/usage(_:raw:)`` as early as it is known:
/// a call that is cut off is settled from what was reported until then. A call that is cancelled
/// before anything was sent, or after the provider refused it, throws a ``BackendError`` that says
/// so, because a `CancellationError` is taken to mean that the provider may have worked on it.
public protocol ModelBackend: Sendable {
    /// Starts a call.
    /// - Throws: ``BackendError``, or `CancellationError`.
    func respond(to request: ModelRequest) async throws -> ModelEventStream
}
