/// One thing a server does while it answers. Parts are carried out in order; every write leaves at
/// once, so there is nothing to flush.
public enum ServerPart: Sendable {
    /// Writes a status line and exactly these fields.
    case head(Int, [(String, String)])
    /// Writes bytes as they are.
    case bytes([UInt8])
    /// Writes text as it is.
    case text(String)
    /// Writes one chunk of a chunked body.
    case chunk([UInt8])
    /// Writes the end of a chunked body.
    case lastChunk
    /// Writes what the closure returns, as it is, until it returns `nil`.
    case produce(@Sendable () async -> [UInt8]?)
    /// Waits until a test opens the gate.
    case gate(Gate)
    /// Waits in real time. For time-outs and benchmarks; use a gate wherever one will do.
    case pause(Duration)
    /// Runs something of the test's.
    case perform(@Sendable () async -> Void)
    /// Does nothing until the client closes the connection.
    case hang
    /// Closes the connection, whatever was announced.
    case cut
    /// Closes the connection with a TCP reset.
    case reset
}
