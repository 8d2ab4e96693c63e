import Planning
import Transport

extension FailureReader {
    /// A failure of the connection.
    /// - Parameter hasBegun: Whether the answer had begun, as ``AnswerDecoder/hasBegun`` says.
    func error(_ error: TransportError, hasBegun: Bool) -> BackendError {
        let code: BackendError.Code =
            switch error.code {
            case .unreachable, .connectTimedOut: .unreachable
            case .firstByteTimedOut, .idleTimedOut, .totalTimedOut: .timedOut
            case .untrustedCertificate, .tls: .untrustedCertificate
            case .resetBeforeFirstByte: .serverFault
            case .cutOff: hasBegun ? .cutMidStream : .serverFault
            case .tooLarge, .tooManyRedirects, .protocolError: .malformedResponse
            case .invalidRequest: .badRequest
            // Both end the call for good; neither says anything about the provider.
            case .readTwice, .shutDown: .cutMidStream
            }
        return connection(code, error.message, suggestion: error.suggestion)
    }
}
