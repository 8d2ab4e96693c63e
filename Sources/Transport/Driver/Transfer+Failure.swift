import CCurl

extension Transfer {
    /// What an error of curl's means to the caller.
    func failure(_ result: CURLcode) -> TransportError {
        let (code, suggestion) = classified(result)
        let what = complaint.pointee == 0 ? String(cString: curl_easy_strerror(result)) : String(cString: complaint)
        return TransportError(code, "\(exchange.label): \(withoutSecrets(what))", suggestion: suggestion)
    }

    private func classified(_ result: CURLcode) -> (TransportError.Code, String) {
        switch result {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT, CURLE_INTERFACE_FAILED,
            CURLE_PROXY:
            return (.unreachable, "check the address, that the server runs, and the network")
        case CURLE_OPERATION_TIMEDOUT:
            return (.connectTimedOut, "check the address and the network, or allow more time to connect")
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
            return (
                .untrustedCertificate,
                "check the address; for a private certificate authority, name its PEM file as the CA file"
            )
        case CURLE_SSL_CACERT_BADFILE:
            return (.tls, "check that the CA file exists and is a PEM file")
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_SSL_CERTPROBLEM, CURLE_SSL_ENGINE_NOTFOUND,
            CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_ENGINE_INITFAILED, CURLE_USE_SSL_FAILED, CURLE_SSL_SHUTDOWN_FAILED:
            return (.tls, "check that the server speaks TLS at this address (https, not http)")
        case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_PARTIAL_FILE, CURLE_HTTP2_STREAM:
            return connectionLost
        case CURLE_URL_MALFORMAT, CURLE_BAD_FUNCTION_ARGUMENT:
            return (.invalidRequest, "check the address and the settings of the client")
        default:
            return (.protocolError, "check that the server speaks HTTP at this address")
        }
    }

    private var connectionLost: (TransportError.Code, String) {
        switch phase {
        case .connecting: (.unreachable, "check the address, the proxy and the network")
        case .sent: (.resetBeforeFirstByte, "try again; the server closed the connection without a reply")
        case .receiving, .heldUp: (.cutOff, "try again; what came until then may have been billed")
        }
    }

    /// curl's messages name hosts, not URLs; should one ever quote a URL, its secrets still stay out.
    private func withoutSecrets(_ text: String) -> String {
        let proxy = loop.configuration.proxy.flatMap { $0.split(separator: "@").dropLast().last.map(String.init) }
        var text = text[...]
        for secret in [exchange.address.userinfo, exchange.address.query, proxy] {
            guard let secret, !secret.isEmpty else { continue }
            text = text.replacing(secret, with: "…")
        }
        return String(text)
    }
}
