import Planning

/// Everything in the record of a run, as one JSON document. Changes that could break a reader change
/// `schema`.
struct ExportDocument: Encodable {
    let schema = "outrider.export/1"
    /// As `outrider show --json` prints it.
    let run: RunDocument
    /// As `outrider show --calls --json` prints them.
    let calls: [CallDocument]
    /// As `outrider show --decisions --json` prints them.
    let decisions: [DecisionDocument]
    /// As `--jsonl` prints them.
    let events: [JSONValue]

    init(_ events: [RunEvent]) throws {
        let summary = RunSummary(events)
        guard let run = RunDocument(summary) else {
            throw Failure(.failure, "the record of this run has no beginning, so there is nothing to export")
        }
        self.run = run
        calls = summary.calls.map(CallDocument.init)
        decisions = RunDecisions(events).documents
        self.events = try events.map { try JSONValue(parsing: String(decoding: $0.jsonLineBytes(), as: UTF8.self)) }
    }
}
