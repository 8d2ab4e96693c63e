import Planning

/// The models of a local server. It is started with the first call, and waited for; a call then takes
/// one of its slots.
///
/// What the server costs is the time it is used: see ``SharedUse``.
struct LocalServerBackend: ModelBackend {
    let server: LocalServer
    let role: AgentRole
    /// Where the call that is made stands in the line already, if it does.
    let place: TakenPlace?
    /// The same server once its address is known.
    let connect: @Sendable (_ port: Int) throws -> ProviderBackend
    /// What the server is asked about itself.
    let probe: @Sendable (_ port: Int) -> ServerProbe

    func respond(to request: ModelRequest) async throws -> ModelEventStream {
        if role != .drafter { server.slots.expectVerifiers() }
        return ModelEventStream(LocalServerAnswer(request: request, backend: self))
    }
}

extension BackendError {
    /// A server that cannot be used, for whoever only knows calls.
    init(_ error: LocalServerError) {
        self.init(.unreachable, error.description)
    }
}
