/// One event of a stream of server-sent events.
public struct ServerSentEvent: Sendable, Hashable {
    /// The event's type; `message` when the stream names none.
    public let event: String
    /// The payload; several `data` lines are joined by line feeds.
    public let data: String
    /// The last identifier the stream has set, on this event or an earlier one.
    public let id: String?
    /// The last time to wait before reconnecting that the stream has set.
    public let retry: Duration?

    /// An event.
    public init(event: String = "message", data: String, id: String? = nil, retry: Duration? = nil) {
        self.event = event
        self.data = data
        self.id = id
        self.retry = retry
    }
}
