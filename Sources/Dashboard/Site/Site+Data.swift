import Ledger
import Planning

extension Site {
    func status() async throws -> PageAnswer {
        let state = counting.state
        return try .json(
            StatusDocument(database: store.path, uncounted: state.left, failure: state.failure))
    }

    func runs(_ query: [String: String]) async throws -> PageAnswer {
        var filter = RunFilter()
        filter.search = query.text("search")
        filter.status = query.text("status")
        filter.strategy = query.text("strategy")
        filter.agent = query.text("agent")
        filter.leastLambda = try query.number("lambda_min")
        filter.mostLambda = try query.number("lambda_max")
        let cursor = try query.text("cursor").map { text in
            guard let cursor = RunPage.Cursor(text) else {
                throw RequestError("cursor is none that this site has given")
            }
            return cursor
        }
        let limit = try query.count("limit", in: 1...200) ?? 50
        let page = try await store.runPage(filter, after: cursor, limit: limit)
        var rows: [RunRowDocument] = []
        for entry in page.entries {
            // What goes on is not counted yet, and there is little of it.
            let live = entry.record.isLive ? try await histories.history(of: entry.record.run, in: store) : nil
            rows.append(RunRowDocument(entry, live: live.map { RunSummary($0) }))
        }
        return try .json(RunPageDocument(runs: rows, count: page.count, next: page.next?.description))
    }

    func run(_ name: String) async throws -> PageAnswer {
        let run = try await store.run(named: name)
        let events = try await histories.history(of: run, in: store)
        guard let document = try TimelineDocument(events, isLive: await store.isLive(run)) else {
            throw LedgerError(.unknownRun, "the record of this run has no beginning")
        }
        return try .json(document)
    }

    func call(_ number: String, of name: String) async throws -> PageAnswer {
        let run = try await store.run(named: name)
        let events = try await histories.history(of: run, in: store)
        guard let number = Int(number), let detail = CallDetailDocument(CallID(number), in: events) else {
            return .failure(404, "the run has no such call")
        }
        return try .json(detail)
    }

    func frontier(_ query: [String: String]) async throws -> PageAnswer {
        try .json(FrontierDocument(runs: await store.frontier(agent: query.text("agent")), bench: bench))
    }

    func spend(_ query: [String: String]) async throws -> PageAnswer {
        guard let groupings = SpendGrouping.list(query.text("by") ?? "day") else {
            throw RequestError("by takes \(SpendGrouping.form)")
        }
        let rows = try await store.spend(by: groupings, since: query.text("since"))
        return try .json(rows.map { SpendDocument(groupings, $0) })
    }
}
