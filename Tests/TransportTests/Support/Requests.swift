import HTTPTypes
import LoopbackServer
import Transport

extension ScriptedServer {
    /// A request to this server.
    func request(_ path: String = "/", method: HTTPRequest.Method = .get, fields: HTTPFields = [:]) -> HTTPRequest {
        HTTPRequest(method: method, scheme: "http", authority: authority, path: path, headerFields: fields)
    }
}

extension HTTPOptions {
    /// Limits that no well-behaved exchange on this machine meets.
    static let generous = HTTPOptions(maximumBytes: 1 << 30)
}

extension HTTPBody {
    /// The whole body as text.
    func text() async throws -> String {
        String(decoding: try await collect(limit: 1 << 30), as: UTF8.self)
    }
}

/// The code of the transport error a piece of work ends in, if it does.
func code(of work: () async throws -> Void) async -> TransportError.Code? {
    await error(of: work)?.code
}

/// The transport error a piece of work ends in, if it does.
func error(of work: () async throws -> Void) async -> TransportError? {
    do {
        try await work()
        return nil
    } catch {
        return error as? TransportError
    }
}
