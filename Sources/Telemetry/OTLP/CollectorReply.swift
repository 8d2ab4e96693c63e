import HTTPTypes
import Planning

/// What a collector's reply means, by the rules of OTLP over HTTP.
enum CollectorReply: Equatable {
    /// It has taken the spans, except so many.
    case taken(rejected: Int)
    /// It may take them later, and perhaps says when.
    case busy(status: Int, after: Duration?)
    /// It takes nothing from us.
    case refused(status: Int)

    init(_ head: HTTPResponse, body: [UInt8]) {
        switch head.status.code {
        case 200..<300:
            let partial = (try? JSONValue(parsing: String(decoding: body, as: UTF8.self)))?["partialSuccess"]
            let rejected = partial?["rejectedSpans"]
            // 64-bit numbers are text in this format, and some write them as numbers.
            self = .taken(
                rejected: max(rejected?.string.flatMap { Int($0) } ?? rejected?.integer.map { Int($0) } ?? 0, 0))
        case 429, 502, 503, 504:
            let wish = head.headerFields[.retryAfter].flatMap { Int($0) }.map { Duration.seconds(max($0, 0)) }
            self = .busy(status: head.status.code, after: wish)
        default:
            self = .refused(status: head.status.code)
        }
    }
}
