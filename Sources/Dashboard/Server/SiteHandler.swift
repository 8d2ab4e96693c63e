import FlyingFox
import Foundation

/// The site as FlyingFox sees it.
struct SiteHandler: HTTPHandler {
    let site: Site

    /// The fields of a request's head that the site looks at.
    private static let fields = [
        "host", "origin", "sec-fetch-site", "sec-fetch-mode", "cookie", "authorization", "last-event-id",
    ]

    func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
        let known = Self.fields.compactMap { name in request.headers[HTTPHeader(name)].map { (name, $0) } }
        let answer = await site.answer(
            PageRequest(
                method: request.method.rawValue, path: request.path,
                query: Dictionary(request.query.map { ($0.name, $0.value) }) { first, _ in first },
                fields: Dictionary(uniqueKeysWithValues: known)))
        var headers = HTTPHeaders()
        for (name, value) in answer.fields { headers[HTTPHeader(name)] = value }
        return HTTPResponse(
            statusCode: HTTPStatusCode(answer.status, phrase: Self.phrases[answer.status] ?? "Answer"),
            headers: headers, body: body(of: answer, request.method))
    }

    private func body(of answer: PageAnswer, _ method: HTTPMethod) -> HTTPBodySequence {
        switch answer.body {
        case _ where method == .HEAD: HTTPBodySequence()
        case .whole(let data): HTTPBodySequence(data: data, suggestedBufferSize: 1 << 16)
        case .live(let last): HTTPBodySequence(from: LiveEvents(store: site.store, last: last))
        }
    }

    private static let phrases = [
        200: "OK", 303: "See Other", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found",
        405: "Method Not Allowed", 421: "Misdirected Request", 500: "Internal Server Error", 503: "Service Unavailable",
    ]
}
