import CCurl
import HTTPTypes

extension Transfer {
    /// Tells curl everything about the request.
    /// - Throws: ``TransportError/Code/invalidRequest`` for what curl does not take.
    func prepare(_ body: [UInt8]?) throws(TransportError) {
        try prepareConnection()
        try prepareRequest(body)
        let context = Unmanaged.passUnretained(self).toOpaque()
        try check(
            ccurl_easy_set_write(
                handle,
                { bytes, size, count, context in
                    Transfer.from(context).take(body: UnsafeRawBufferPointer(start: bytes, count: size * count))
                }, context))
        try check(
            ccurl_easy_set_header(
                handle,
                { bytes, size, count, context in
                    Transfer.from(context).take(line: UnsafeRawBufferPointer(start: bytes, count: size * count))
                }, context))
        try check(
            ccurl_easy_set_prereq(
                handle,
                { context, peer, _, _, _ in
                    let isWanted = Transfer.from(context).willSend(to: peer.map { String(cString: $0) })
                    return isWanted ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
                }, context))
    }

    private static func from(_ context: UnsafeMutableRawPointer?) -> Transfer {
        // The loop holds the transfer for as long as curl has its handle.
        Unmanaged<Transfer>.fromOpaque(context.unsafelyUnwrapped).takeUnretainedValue()
    }

    private func prepareConnection() throws(TransportError) {
        let configuration = loop.configuration
        let isSecure = exchange.address.scheme == "https"
        set(CURLOPT_NOSIGNAL, 1)
        try check(ccurl_easy_set_pointer(handle, CURLOPT_ERRORBUFFER, complaint))
        try set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_SSL_VERIFYPEER, 1)
        set(CURLOPT_SSL_VERIFYHOST, 2)
        set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        if let caFile = configuration.caFile { try set(CURLOPT_CAINFO, caFile) }
        // An empty text keeps curl from reading the environment.
        try set(CURLOPT_PROXY, configuration.proxy ?? "")
        try set(CURLOPT_NOPROXY, configuration.noProxy ?? "")
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        set(CURLOPT_TCP_KEEPALIVE, 1)
        if let pinned {
            let list = curl_slist_append(nil, pinned.entry(for: exchange.address))
            keepAddresses(list)
            // A connection that is still open may lead to where the host was before.
            set(CURLOPT_FRESH_CONNECT, 1)
            try check(ccurl_easy_set_list(handle, CURLOPT_RESOLVE, list))
        }
        set(CURLOPT_CONNECTTIMEOUT_MS, Self.milliseconds(exchange.options.connectTimeout))
        // HTTP/2 only where TLS can agree on it: with libcurl 7.88.1, streams that share a connection
        // which was merely assumed to speak it failed with framing errors.
        set(CURLOPT_HTTP_VERSION, isSecure ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1)
        // Rather wait for the connection that is being made, which may serve many, than make another.
        set(CURLOPT_PIPEWAIT, isSecure ? 1 : 0)
    }

    private func prepareRequest(_ body: [UInt8]?) throws(TransportError) {
        let request = exchange.request
        try set(CURLOPT_URL, exchange.address.url)
        try set(CURLOPT_ACCEPT_ENCODING, "")
        try set(CURLOPT_USERAGENT, loop.configuration.userAgent)
        if request.method == .head {
            set(CURLOPT_NOBODY, 1)
        } else if body != nil || [.post, .put, .patch].contains(request.method) {
            set(CURLOPT_POST, 1)
            try check(ccurl_easy_set_offset(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body?.count ?? 0)))
            let copied = (body ?? []).withUnsafeBytes { bytes in
                // curl makes its copy now. An empty body still needs a pointer.
                withUnsafePointer(to: UInt8(0)) { none in
                    ccurl_easy_set_pointer(
                        handle, CURLOPT_COPYPOSTFIELDS,
                        UnsafeMutableRawPointer(mutating: bytes.baseAddress ?? UnsafeRawPointer(none)))
                }
            }
            try check(copied)
        }
        try set(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
        try prepareFields(request.headerFields)
    }

    private func prepareFields(_ fields: HTTPFields) throws(TransportError) {
        var list: UnsafeMutablePointer<curl_slist>?
        // No waiting for a "100 Continue", and no content type that nobody gave.
        var lines = ["Expect:"]
        if fields[.contentType] == nil { lines.append("Content-Type:") }
        for field in fields where field.name != .contentLength && field.name != .transferEncoding {
            // curl takes "Name:" as the wish to leave the field out, and "Name;" for an empty one.
            lines.append(field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)")
        }
        for line in lines {
            guard let longer = curl_slist_append(list, line) else { continue }
            list = longer
        }
        keep(list)
        try check(ccurl_easy_set_list(handle, CURLOPT_HTTPHEADER, list))
    }

    private func set(_ option: CURLoption, _ value: Int) {
        // Numbers are refused only by a curl that lacks the feature, which then stays off.
        _ = ccurl_easy_set_long(handle, option, value)
    }

    private func set(_ option: CURLoption, _ value: String) throws(TransportError) {
        try check(ccurl_easy_set_string(handle, option, value))
    }

    private func check(_ result: CURLcode) throws(TransportError) {
        guard result != CURLE_OK else { return }
        throw failure(result)
    }

    /// At least one, because curl takes zero as its own default.
    private static func milliseconds(_ duration: Duration) -> Int {
        let milliseconds = duration / .milliseconds(1)
        return Int(min(max(milliseconds.rounded(.up), 1), Double(Int32.max)))
    }
}
