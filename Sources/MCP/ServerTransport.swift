import Planning

/// A way to a server: messages go there, and answers come back.
///
/// ## Implementation guidance
/// Several requests may be open at once. Everything that comes from the server may be wrong, too long or missing: an
/// exchange ends with an answer or an error whatever the server does, except that it may take for ever; whoever waits
/// cancels the task then. What the server says without being asked goes to the ``NoticeHandler`` the transport was made
/// with.
protocol ServerTransport: Sendable {
    /// What becomes of messages that the server sends of its own accord. Called from any thread.
    typealias NoticeHandler = @Sendable (RPCNotification) -> Void

    /// Whether headers repeat what a request says.
    var mirrorsArguments: Bool { get }

    /// Whether another request has a chance.
    var isUsable: Bool { get }

    /// Whether what the server says of its own accord still comes; false from when it may be missed.
    var hearsNotices: Bool { get }

    /// Sends a request and waits for its answer. Cancelling the task tells the server that nobody waits any more.
    /// - Throws: ``MCPError``, ``HTTPRejection`` or `CancellationError`.
    func exchange(_ call: OutgoingCall) async throws -> Result<JSONValue, RPCError>

    /// Sends a message that wants no answer.
    func notify(_ notification: RPCNotification, in dialect: Dialect) async throws

    /// Hears of changes from now on.
    /// - Parameter call: asks for it; nil for a server that was told by the handshake.
    func follow(_ call: OutgoingCall?) async

    /// Ends the connection in good order. Open exchanges fail. Safe to call twice.
    func close() async
}

/// An HTTP status without a message of the protocol.
struct HTTPRejection: Error {
    let status: Int
}
