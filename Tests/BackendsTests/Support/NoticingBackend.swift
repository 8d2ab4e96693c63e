import Backends
import Planning

/// Tells a test of every event that is read.
struct NoticingBackend: ModelBackend {
    let base: ProviderBackend
    let notice: @Sendable (ModelEvent) -> Void

    func respond(to request: ModelRequest) async throws -> ModelEventStream {
        let notice = self.notice
        return ModelEventStream(
            try await base.respond(to: request).map { event in
                notice(event)
                return event
            })
    }
}
