import HTTPTypes
import Planning

/// How a provider is spoken to: all that differs from one wire format to another, and nothing else.
/// Keys, turns, time-outs, attempts and cancelling exist once, in ``ProviderBackend``.
///
/// A value with no I/O: a request goes in, bytes come out; what its decoder makes of the answer is
/// as free of I/O.
protocol WireFormat: Sendable {
    /// What the address should lead to, for whoever has to correct it: `an OpenAI-compatible API`.
    var title: String { get }
    /// What stands below the base address, for people and for the record.
    var path: String { get }
    /// How the pieces of an answer are told apart.
    var framing: AnswerFraming { get }
    /// Header fields of every request, beside those that all formats have.
    var fields: [String: String] { get }

    /// What stands below the base address for one request, with its query if it has one.
    func path(for request: ModelRequest) -> String

    /// The body of a request. Equal requests give equal bytes.
    func body(for request: ModelRequest) -> [UInt8]

    /// The header field that carries the key.
    func field(carrying key: Secret) -> HTTPField

    /// What reads the answer to `request`.
    /// - Parameter failures: puts failures inside the answer into words.
    func decoder(for request: ModelRequest, failures: FailureReader) -> any AnswerDecoder
}

extension WireFormat {
    var fields: [String: String] { [:] }

    func path(for request: ModelRequest) -> String { path }

    func field(carrying key: Secret) -> HTTPField {
        HTTPField(name: .authorization, value: "Bearer \(key.exposed)")
    }
}

/// How the pieces of an answer are told apart.
enum AnswerFraming: Sendable {
    /// Server-sent events.
    case events
    /// One JSON object a line.
    case lines
    /// The answer is one piece.
    case whole
}
