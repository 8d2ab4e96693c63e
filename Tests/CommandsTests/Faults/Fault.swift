import LoopbackServer

/// What a server does instead of answering. Each ends a run as docs/faults.md says.
enum Fault: String, CaseIterable, Sendable {
    case rateLimit = "429, a rate limit that stays"
    case quota = "429, no money left"
    case billing = "402"
    case overload = "529, overloaded"
    case unavailable = "503"
    case fault = "500"
    case loading = "503, the model is still loading"
    case unauthorized = "401"
    case forbidden = "403"
    case unknownModel = "404, no such model"
    case badRequest = "400"
    case filteredPrompt = "400, a content filter holds the prompt back"
    case tooLong = "400, the context is too long"
    case tooLarge = "413"
    case page = "200 with a page of HTML"
    case empty = "200 with nothing"
    case noHTTP = "bytes that are not HTTP"
    case reset = "a reset before the first byte"
    case closed = "a connection that is closed before the first byte"
    case cut = "a stream that is cut"
    case shortBody = "a body shorter than announced"
    case errorEvent = "an error within the stream"
    case filtered = "an answer that a content filter cuts off"
    case refusal = "a refusal"
    case brokenJSON = "events that are not JSON"
    case hugeLine = "a line of more than a megabyte"
    case wrongEncoding = "gzip that is none"
    case invalidText = "bytes that are not UTF-8"
    case redirectLoop = "redirects in a circle"
    case plaintext = "no TLS where there should be"
    case untrusted = "a certificate that nobody vouches for"
    case silence = "a connection on which nothing is said"
    case slowLoris = "a byte now and then"

    /// Ended by a time-out: what is told apart by waiting.
    var takesTime: Bool { self == .silence || self == .slowLoris }

    /// Whether it is there from the first word on, or never: with whom a connection is made.
    var isOfTheConnection: Bool { self == .plaintext || self == .untrusted }

    /// Whether this machine has what it takes.
    var isPossible: Bool { self != .untrusted || UntrustedServer.isPossible }

    /// Those that can be tried here.
    static let possible = allCases.filter(\.isPossible)

    /// Those that say nothing of models, and that a server of tools knows as well.
    static let ofTools: [Fault] = [
        .rateLimit, .unavailable, .fault, .unauthorized, .forbidden, .badRequest, .page, .empty, .noHTTP, .reset,
        .closed, .cut, .shortBody, .brokenJSON, .hugeLine, .wrongEncoding, .invalidText, .redirectLoop, .plaintext,
        .untrusted, .silence, .slowLoris,
    ]

    /// The format that is spoken.
    var api: String { self == .refusal ? "anthropic" : "openai" }

    /// How long the program waits for the server, as far as that is not left to it.
    var timeouts: String {
        switch self {
        case .silence, .slowLoris: "{first_byte: 300ms, idle: 300ms}"
        // Less than the server wants to be waited for.
        case .loading: "{total: 15s}"
        default: "{}"
        }
    }

    /// What the server does.
    var script: ServerScript {
        switch self {
        case .rateLimit: Self.error(429, "slow down", "rate_limit_exceeded")
        case .quota: Self.error(429, "You exceeded your current quota", "insufficient_quota")
        case .billing: Self.error(402, "Your credit balance is too low", "billing_error")
        case .overload: Self.error(529, "Overloaded", "overloaded_error")
        case .unavailable: Self.error(503, "busy", "server_error")
        case .loading:
            .reply(
                503, [("Content-Type", "application/json"), ("Retry-After", "20")],
                text: #"{"error":{"message":"Loading model","type":"unavailable_error","code":503}}"#)
        case .fault: Self.error(500, "oops", "server_error")
        case .unauthorized: Self.error(401, "Incorrect API key", "invalid_api_key")
        case .forbidden: Self.error(403, "Not for you", "permission_error")
        case .unknownModel: Self.error(404, "The model does not exist", "model_not_found")
        case .badRequest: Self.error(400, "max_tokens is odd", "invalid_request_error")
        case .filteredPrompt: Self.error(400, "The prompt triggers our content policy", "content_filter")
        case .tooLong: Self.error(400, "This is beyond the maximum context length", "context_length_exceeded")
        case .tooLarge: Self.error(413, "Request too large", "request_too_large")
        case .page: .reply(200, [("Content-Type", "text/html")], text: "<html><body>Welcome to the hotel</body></html>")
        case .empty: .reply(200, [("Content-Type", "text/event-stream")])
        case .noHTTP: [.text("220 mail.example.org ESMTP\r\n"), .cut]
        case .reset: [.reset]
        case .closed: [.cut]
        case .cut: [.eventsHead, Self.piece("<tool>Image"), .cut]
        case .shortBody:
            [
                .head(200, [("Content-Type", "application/json"), ("Content-Length", "4000")]),
                .text(#"{"choices":[{"message":{"content":"<tool>Im"#), .cut,
            ]
        case .errorEvent:
            [
                .eventsHead, Self.piece("<tool>Image"),
                .chunk(Array((#"data: {"error":{"message":"upstream went away","code":502}}"# + "\n\n").utf8)),
                .lastChunk,
            ]
        case .filtered:
            .events([
                #"data: {"choices":[{"delta":{"content":"<tool>Image Denoising"}}]}"# + "\n\n",
                #"data: {"choices":[{"delta":{},"finish_reason":"content_filter"}]}"# + "\n\n", "data: [DONE]\n\n",
            ])
        case .refusal: FaultyServer.message("I cannot help with that.", stop: "refusal")
        case .brokenJSON: .events(["data: {\"choices\":[{\"delta\n\n", "data: [DONE]\n\n"])
        case .hugeLine:
            [.eventsHead, .chunk(Array("data: ".utf8) + Array(repeating: 0x61, count: 1_200_000)), .lastChunk]
        case .wrongEncoding:
            .reply(200, [("Content-Type", "application/json"), ("Content-Encoding", "gzip")], text: "{\"choices\":[]}")
        case .invalidText:
            [
                .eventsHead, .chunk(Array("data: {\"choices\":[{\"delta\":{\"content\":\"".utf8) + [0xFF, 0xC3, 0x28]),
                .chunk(Array("\"}}]}\n\ndata: [DONE]\n\n".utf8)), .lastChunk,
            ]
        case .redirectLoop: .redirect(to: "/v1/chat/completions", status: 307)
        case .plaintext: Self.error(400, "plain HTTP", "never_read")
        case .untrusted: Self.error(400, "never reached", "never_read")
        case .silence: [.hang]
        case .slowLoris: [.eventsHead, .text("1"), .hang]
        }
    }

    private static func error(_ status: Int, _ message: String, _ type: String) -> ServerScript {
        .reply(
            status, [("Content-Type", "application/json"), ("Retry-After", "0")],
            text: #"{"error":{"message":"\#(message)","type":"\#(type)","code":"\#(type)"}}"#)
    }

    private static func piece(_ text: String) -> ServerPart {
        .chunk(Array("data: {\"choices\":[{\"delta\":{\"content\":\"\(text)\"}}]}\n\n".utf8))
    }
}
