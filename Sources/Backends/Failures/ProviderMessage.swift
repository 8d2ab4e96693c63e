import Planning

/// What an error body says, whichever shape it has.
struct ProviderMessage: Sendable, Hashable {
    /// The provider's sentence; for a body of an unknown shape, its first kilobyte.
    let text: String
    /// Every name the provider gives to the class of its error: `type`, `code`, `status`.
    let names: Set<String>
    /// A status inside the body, as providers send it that answer with 200 and fail later.
    let status: Int?
    /// The provider's name for the request.
    let requestID: String?
    /// How long to wait, from Google's `retryDelay`.
    let retryDelay: Duration?
    /// Whether the body was JSON with an error in it.
    let isStructured: Bool

    /// Reads the body of a failed reply.
    init(body: [UInt8]) {
        let text = String(decoding: body, as: UTF8.self)
        if let value = try? JSONValue(parsing: text), let message = ProviderMessage(document: value) {
            self = message
        } else {
            // The first kilobyte is enough to tell a proxy's page from a server's answer.
            let excerpt = String(decoding: body.prefix(1024), as: UTF8.self).onOneLine
            self.init(text: excerpt, names: [], isStructured: false)
        }
    }

    /// Reads an error from JSON; nil if there is none that can be made out.
    init?(document: JSONValue) {
        // Google's compatible endpoint wraps its error into a list.
        let document = document.array?.first ?? document
        let error = document["error"] ?? .null
        if let text = error.string {
            self.init(text: text.onOneLine, names: Self.names(in: document), isStructured: true)
        } else if error.object != nil {
            self.init(error: error, around: document)
        } else if let text = document["message"]?.string {
            self.init(
                text: text.onOneLine, names: Self.names(in: document), status: Self.status(in: document),
                requestID: document["request_id"]?.string, isStructured: true)
        } else if let detail = document["detail"], detail != .null {
            self.init(text: Self.sentence(detail).onOneLine, names: [], isStructured: true)
        } else {
            return nil
        }
    }

    private init(error: JSONValue, around document: JSONValue) {
        let delays = (error["details"]?.array ?? []).compactMap { $0["retryDelay"]?.string }
        // OpenRouter passes the upstream provider's own words on in `metadata.raw`.
        let upstream = error["metadata"]?["raw"]?.string.map { ": \($0.prefix(1024))" } ?? ""
        self.init(
            text: ((error["message"]?.string ?? error.canonical) + upstream).onOneLine,
            names: Self.names(in: error), status: Self.status(in: error),
            requestID: document["request_id"]?.string, retryDelay: delays.first.flatMap(RetryAfter.duration(spelled:)),
            isStructured: true)
    }

    private init(
        text: String, names: Set<String>, status: Int? = nil, requestID: String? = nil, retryDelay: Duration? = nil,
        isStructured: Bool
    ) {
        self.text = String(text.prefix(1024))
        self.names = names
        self.status = status
        self.requestID = requestID
        self.retryDelay = retryDelay
        self.isStructured = isStructured
    }

    private static func names(in error: JSONValue) -> Set<String> {
        Set(["type", "code", "status"].compactMap { error[$0]?.string?.lowercased() })
    }

    private static func status(in error: JSONValue) -> Int? {
        let number = error["code"]?.integer ?? error["code"]?.string.flatMap { Int64($0) }
        return number.flatMap { (400...599).contains($0) ? Int($0) : nil }
    }

    /// What frameworks put into `detail`: a sentence, or a list of fields and what is wrong with them.
    private static func sentence(_ detail: JSONValue) -> String {
        guard let problems = detail.array else { return detail.string ?? detail.canonical }
        return problems.map { problem in
            let place = (problem["loc"]?.array ?? []).map { $0.string ?? $0.canonical }.joined(separator: ".")
            let text = problem["msg"]?.string ?? problem.canonical
            return place.isEmpty ? text : "\(place): \(text)"
        }.joined(separator: "; ")
    }
}
