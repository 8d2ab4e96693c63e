import Ledger
import Planning

/// The dashboard without a network: requests in, answers out. It only ever reads the record.
struct Site: Sendable {
    let store: LedgerStore
    let doorkeeper: Doorkeeper
    /// Rows of benchmarks that stand beside the runs.
    let bench: [BenchPoint]
    let histories: RunHistories
    let counting: RunCounting

    /// The answer to a request; never fails.
    func answer(_ request: PageRequest) async -> PageAnswer {
        switch doorkeeper.verdict(on: request) {
        case .refused(let status, let message): return .failure(status, message)
        case .remembered(let token): return .remember(token, at: pages.contains(request.path) ? request.path : "/")
        case .admitted: break
        }
        guard request.method == "GET" || request.method == "HEAD" else {
            return .failure(405, "nothing can be changed here; use GET")
        }
        do {
            return try await route(request)
        } catch let error as LedgerError {
            return .failure(error.code == .unknownRun ? 404 : error.code == .locked ? 503 : 500, error.description)
        } catch let error as RequestError {
            return .failure(400, error.description)
        } catch {
            return .failure(500, "the answer cannot be written")
        }
    }

    private var pages: Set<String> { ["/", "/runs", "/frontier", "/learning", "/spend", "/compare"] }

    private func route(_ request: PageRequest) async throws -> PageAnswer {
        let parts = request.path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init)
        switch (parts.first, parts.count) {
        case ("assets", 2): return Self.asset(parts[1])
        case ("runs", 2): return Self.page
        case ("api", 2...): return try await data(Array(parts.dropFirst()), request.query, request.fields)
        case _ where pages.contains(request.path): return Self.page
        default: return .failure(404, "there is no such page; begin at /")
        }
    }

    private func data(
        _ parts: [String], _ query: [String: String], _ fields: [String: String]
    ) async throws -> PageAnswer {
        switch (parts[0], parts.count) {
        case ("status", 1): try await status()
        case ("facets", 1): try .json(await store.runFacets())
        case ("runs", 1): try await runs(query)
        case ("runs", 2): try await run(parts[1])
        case ("runs", 4) where parts[2] == "calls": try await call(parts[3], of: parts[1])
        case ("frontier", 1): try await frontier(query)
        case ("learning", 1): try .json(await store.learning(agent: query.text("agent")))
        case ("spend", 1): try await spend(query)
        case ("live", 1): .live(after: Int64(fields["last-event-id"] ?? query["after"] ?? ""))
        default: .failure(404, "there is no such question; docs/dashboard.md lists them")
        }
    }

    /// Every page is the same file; its script looks at the address.
    private static var page: PageAnswer { asset("index.html") }

    /// Only what is in the binary can be had, by its exact name.
    private static func asset(_ name: String) -> PageAnswer {
        guard let text = EmbeddedPages.texts[name], let type = types[name.split(separator: ".").last ?? ""] else {
            return .failure(404, "there is no such file")
        }
        return .file(text, type: "\(type); charset=utf-8")
    }

    private static let types: [Substring: String] = [
        "html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml",
    ]
}
