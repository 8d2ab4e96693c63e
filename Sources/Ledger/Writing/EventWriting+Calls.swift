import GRDB
import Planning

extension EventWriting {
    func insert(_ started: RunEvent.CallStarted, of event: RunEvent) throws {
        try db.run(
            """
            INSERT INTO calls (
                run, call, role, model, endpoint, purpose, position, prefix, reserved_nanodollars, started_ms, started_ns
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        ) {
            $0.bind(event.run.description)
            $0.bind(started.call.number)
            $0.bind(started.role.rawValue)
            $0.bind(started.announcement.model)
            $0.bind(started.announcement.endpoint)
            $0.bind(started.announcement.purpose)
            $0.bind(started.position)
            $0.bind(started.prefix)
            $0.bind(started.announcement.reservation)
            $0.bind(wallTime(of: event))
            $0.bind(event.time)
        }
    }

    /// A second settlement of a call is ignored.
    func settle(_ settled: RunEvent.CallSettled, of run: String) throws {
        let settlement = settled.settlement
        try db.run(
            """
            UPDATE calls SET
                first_token_ns = started_ns + ?, finished_ns = started_ns + ?, fresh_input_tokens = ?,
                cache_read_tokens = ?, cache_write_tokens = ?, output_tokens = ?, reasoning_tokens = ?, provenance = ?,
                cost_nanodollars = ?, outcome = ?, attempts = ?, request_id = ?, error = ?, response = ?, raw_usage = ?,
                unaided_ns = ?, unaided_nanodollars = ?, price = ?, cache_write_hour_tokens = ?, service_tier = ?,
                model = coalesce(?, model), endpoint = coalesce(?, endpoint)
            WHERE run = ? AND call = ? AND outcome IS NULL
            """
        ) {
            $0.bind(settled.firstToken)
            $0.bind(settled.duration)
            $0.bind(settlement.usage.freshInput)
            $0.bind(settlement.usage.cacheRead)
            $0.bind(settlement.usage.cacheWrite)
            $0.bind(settlement.usage.output)
            $0.bind(settlement.usage.reasoning)
            $0.bind(settlement.usage.provenance.rawValue)
            $0.bind(settlement.cost)
            $0.bind(settlement.outcome.rawValue)
            $0.bind(settlement.attempts)
            $0.bind(settlement.requestID)
            $0.bind(settlement.error)
            $0.bind(settlement.response)
            $0.bind(settlement.rawUsage)
            $0.bind(settlement.unaided?.duration)
            $0.bind(settlement.unaided?.cost)
            $0.bind(settlement.price?.json)
            $0.bind(settlement.usage.cacheWriteHour)
            $0.bind(settlement.usage.serviceTier)
            $0.bind(settlement.server?.model)
            $0.bind(settlement.server?.endpoint)
            $0.bind(run)
            $0.bind(settled.call.number)
        }
    }

    func resolve(_ resolved: RunEvent.CallResolved, of run: String) throws {
        try db.run("UPDATE calls SET standing = ? WHERE run = ? AND call = ?") {
            $0.bind(resolved.standing.rawValue)
            $0.bind(run)
            $0.bind(resolved.call.number)
        }
    }

    /// Notes what a proposal came to on the calls it took.
    func book(_ action: Action, on calls: [CallID], of run: String) throws {
        for call in calls {
            try db.run("UPDATE calls SET action = ? WHERE run = ? AND call = ?") {
                $0.bind(action.canonical)
                $0.bind(run)
                $0.bind(call.number)
            }
        }
    }

    func explain(_ call: CallID, of run: String, _ reason: CancelReason) throws {
        try db.run("UPDATE calls SET cancel_reason = ? WHERE run = ? AND call = ?") {
            $0.bind(reason.rawValue)
            $0.bind(run)
            $0.bind(call.number)
        }
    }
}
