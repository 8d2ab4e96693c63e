/// What a server does with one request. After the last part the connection is ready for the next
/// request, unless a part closed it.
public struct ServerScript: Sendable, ExpressibleByArrayLiteral {
    /// The parts, in order.
    public var parts: [ServerPart]

    /// A script of these parts.
    public init(_ parts: [ServerPart]) {
        self.parts = parts
    }

    public init(arrayLiteral elements: ServerPart...) {
        parts = elements
    }

    /// A script with parts that come first.
    public static func + (first: [ServerPart], script: ServerScript) -> ServerScript {
        ServerScript(first + script.parts)
    }

    /// A whole reply with a content length.
    public static func reply(
        _ status: Int = 200, _ headers: [(String, String)] = [], body: [UInt8] = []
    ) -> ServerScript {
        [.head(status, headers + [("Content-Length", "\(body.count)")]), .bytes(body)]
    }

    /// A whole reply with a text.
    public static func reply(_ status: Int = 200, _ headers: [(String, String)] = [], text: String) -> ServerScript {
        reply(status, headers, body: Array(text.utf8))
    }

    /// A whole reply with a JSON text.
    public static func json(_ text: String, status: Int = 200) -> ServerScript {
        reply(status, [("Content-Type", "application/json")], text: text)
    }

    /// A redirect.
    public static func redirect(to location: String, status: Int = 302) -> ServerScript {
        reply(status, [("Location", location)])
    }

    /// A stream of server-sent events: the head, then a chunk for each text. Empty lines between
    /// events are the caller's business.
    public static func events(_ texts: [String]) -> ServerScript {
        ServerScript([.eventsHead] + texts.map { .chunk(Array($0.utf8)) } + [.lastChunk])
    }
}

extension ServerPart {
    /// The head of a chunked stream of server-sent events.
    public static var eventsHead: ServerPart {
        .head(200, [("Content-Type", "text/event-stream"), ("Transfer-Encoding", "chunked")])
    }
}
