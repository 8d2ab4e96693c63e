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

    /// Asks what a call was charged that was cut off: nil where the provider keeps no books that can be asked, which is
    /// said at once. What is returned asks, as often as it makes sense, and gives nil if there is no answer;
    /// cancelling the task that does so ends it.
    /// - Parameter requestID: the provider's name for the call.
    func account(of requestID: String, for request: ModelRequest) -> (@Sendable () async -> CallAccount?)?
}

extension ModelBackend {
    /// Most providers keep no books that can be asked.
    public func account(of requestID: String, for request: ModelRequest) -> (@Sendable () async -> CallAccount?)? {
        nil
    }
}
