import Foundation

/// What a browser is told.
struct PageAnswer: Sendable {
    /// What the answer consists of.
    enum Body: Sendable {
        /// Bytes that are all there.
        case whole(Data)
        /// News of the record as they come, behind the event of this number.
        case live(after: Int64?)
    }

    /// The status of HTTP.
    var status: Int
    /// The fields of the head, those that every answer has included.
    var fields: [String: String]
    /// The body.
    var body: Body

    private init(_ status: Int, type: String, _ body: Body, fields: [String: String] = [:]) {
        self.status = status
        self.body = body
        self.fields = Self.fences.merging(fields) { $1 }
        self.fields["Content-Type"] = type
    }

    /// A text of one of the site's own files.
    static func file(_ text: String, type: String) -> PageAnswer {
        PageAnswer(200, type: type, .whole(Data(text.utf8)))
    }

    /// A value for the pages' scripts, and for other programs.
    static func json(_ value: some Encodable) throws -> PageAnswer {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return PageAnswer(200, type: "application/json; charset=utf-8", .whole(try encoder.encode(value)))
    }

    /// Something cannot be answered: what, and what to try next.
    static func failure(_ status: Int, _ message: String) -> PageAnswer {
        let body = try? JSONEncoder().encode(["error": message])
        return PageAnswer(status, type: "application/json; charset=utf-8", .whole(body ?? Data()))
    }

    /// The news of the record.
    static func live(after last: Int64?) -> PageAnswer {
        PageAnswer(200, type: "text/event-stream; charset=utf-8", .live(after: last))
    }

    /// The browser is to remember the token and to ask again without it in the address, where it would be seen.
    static func remember(_ token: String, at path: String) -> PageAnswer {
        PageAnswer(
            303, type: "text/plain; charset=utf-8", .whole(Data()),
            fields: [
                "Location": path, "Set-Cookie": "\(Doorkeeper.cookie)=\(token); HttpOnly; SameSite=Strict; Path=/",
            ])
    }

    /// Nothing but this site's own files may run, load or ask, whatever gets into a page; nobody is told where a
    /// link was followed from, and nothing is kept by the browser.
    private static let fences = [
        "Content-Security-Policy": """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
        base-uri 'none'; form-action 'none'; frame-ancestors 'none'
        """,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cache-Control": "no-store",
    ]
}
