public import HTTPTypes

/// A reply whose head has arrived and whose body is still to be read.
///
/// Dropping the reply without reading its body ends the exchange and closes its connection or
/// resets its stream.
public struct HTTPReply: Sendable {
    /// Status and header fields, as they were received: a `Content-Length` and a `Content-Encoding`
    /// speak of the bytes on the wire, before decompression.
    public let head: HTTPResponse
    /// The body, decompressed.
    public let body: HTTPBody
}
