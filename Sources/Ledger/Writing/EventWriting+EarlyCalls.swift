import GRDB
import Planning

extension EventWriting {
    func insert(_ refused: RunEvent.Refused, of event: RunEvent) throws {
        try db.run(
            """
            INSERT INTO refusals (run, position, refused_ms, refused_ns, tool, action, reason)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """
        ) {
            $0.bind(event.run.description)
            $0.bind(refused.position)
            $0.bind(wallTime(of: event))
            $0.bind(event.time)
            $0.bind(refused.action.tool)
            $0.bind(refused.action.canonical)
            $0.bind(refused.reason)
        }
    }

    func insert(_ result: RunEvent.EarlyResult, of event: RunEvent) throws {
        try db.run(
            """
            INSERT INTO early_results (run, position, known_ms, known_ns, tool, action, outcome, reason)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """
        ) {
            $0.bind(event.run.description)
            $0.bind(result.position)
            $0.bind(wallTime(of: event))
            $0.bind(event.time)
            $0.bind(result.action.tool)
            $0.bind(result.action.canonical)
            $0.bind(result.outcome.rawValue)
            $0.bind(result.reason)
        }
    }
}
