import CCurl

extension HTTPClient {
    /// The version of the system's libcurl with what it is built on, such as `libcurl/7.88.1 OpenSSL/3.0.15`.
    public static var libraryVersion: String {
        curl_version().map { String(cString: $0).split(separator: " ").prefix(2).joined(separator: " ") } ?? "unknown"
    }
}
