@testable import Dashboard
import Foundation
import Ledger
import Planning
import TemporaryFolders
import Testing

/// A dashboard without a network, over a record of its own.
struct SiteFixture {
    let folder: TemporaryFolder
    let store: LedgerStore
    let site: Site

    init(token: String? = nil, bench: [BenchPoint] = []) throws {
        folder = try TemporaryFolder()
        store = try LedgerStore.open(at: folder.file("outrider.db"))
        site = Site(
            store: store, doorkeeper: Doorkeeper(token: token), bench: bench, histories: RunHistories(),
            counting: RunCounting(store))
    }

    /// Records events and makes sure of them.
    func keep(_ events: some Sequence<RunEvent>) async throws {
        let writer = store.writer()
        for event in events { writer.record(event) }
        try await writer.flush()
    }

    /// The answer to a question of a browser on this machine.
    func ask(_ path: String, _ query: [String: String] = [:], method: String = "GET") async -> PageAnswer {
        await site.answer(PageRequest(method: method, path: path, query: query, fields: ["host": "127.0.0.1:7420"]))
    }

    /// The JSON that a question is answered with.
    func json(
        _ path: String, _ query: [String: String] = [:], status: Int = 200,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> JSONValue {
        let answer = await ask(path, query)
        #expect(answer.status == status, sourceLocation: sourceLocation)
        return try JSONValue(parsing: answer.text)
    }
}

extension PageAnswer {
    /// The body, where it is there as a whole.
    var text: String {
        if case .whole(let data) = body { String(decoding: data, as: UTF8.self) } else { "" }
    }
}
