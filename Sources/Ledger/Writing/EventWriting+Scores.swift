import GRDB
import Planning

extension EventWriting {
    func insert(_ scored: RunEvent.Scored, of event: RunEvent) throws {
        try db.run(
            """
            INSERT INTO scores (
                run, position, prefix, scored_ms, scored_ns, action, score, threshold, is_kept, reason
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        ) {
            $0.bind(event.run.description)
            $0.bind(scored.position)
            $0.bind(scored.prefix)
            $0.bind(wallTime(of: event))
            $0.bind(event.time)
            $0.bind(scored.action.canonical)
            $0.bind(scored.score)
            $0.bind(scored.threshold)
            $0.bind(scored.isKept)
            $0.bind(scored.reason)
        }
    }

    func insert(_ audited: RunEvent.Audited, of event: RunEvent) throws {
        try book(audited.action, on: audited.calls, of: event.run.description)
        try db.run(
            """
            INSERT INTO audits (run, position, audited_ms, audited_ns, action, agrees) VALUES (?, ?, ?, ?, ?, ?)
            """
        ) {
            $0.bind(event.run.description)
            $0.bind(audited.position)
            $0.bind(wallTime(of: event))
            $0.bind(event.time)
            $0.bind(audited.action.canonical)
            $0.bind(audited.agrees)
        }
    }
}
