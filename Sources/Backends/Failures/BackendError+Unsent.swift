import Planning

extension BackendError {
    /// Does what comes before a request is sent. A cancellation there becomes an error that says
    /// that nothing was sent, so that nothing is booked for the call.
    static func beforeSending<Result>(
        to model: ModelID, _ preparation: () async throws -> Result
    ) async throws -> Result {
        do {
            return try await preparation()
        } catch is CancellationError {
            throw unsent(model)
        }
    }

    /// A call that was cancelled before it was sent.
    static func unsent(_ model: ModelID) -> BackendError {
        BackendError(.unreachable, "the call of \(model) was cancelled before it was sent")
    }
}
