// The payloads as members of an event's JSON line, in the order in which they are declared. What
// is nil is left out. A test holds this to the types' own coding, which reads the lines back.

extension RunHeader {
    func write(to writer: inout JSONObjectWriter) {
        writer.member("started_at", startedAt)
        writer.member("task", task)
        writer.member("agent", agent)
        drafter.map { writer.member("drafter", $0) }
        verifier.map { writer.member("verifier", $0) }
        writer.member("strategy", strategy)
        writer.member("guarantee", guarantee.rawValue)
        writer.member("scheduling", scheduling)
        writer.member("lambda", lambda)
        valueOfTime.map { writer.member("value_of_time", $0) }
        depth.map { writer.member("depth", $0) }
        writer.unsigned("seed", seed)
        writer.object("limits") { writer in
            writer.member("steps", limits.steps)
            limits.cost.map { writer.member("cost", $0) }
            limits.tokens.map { writer.member("tokens", $0) }
            limits.time.map { writer.member("time", $0) }
            limits.workingTime.map { writer.member("working_time", $0) }
        }
        writer.member("options", options)
        batch.map { batch in
            writer.object("batch") { writer in
                writer.member("name", batch.name.description)
                writer.member("task", batch.task)
            }
        }
    }
}

extension RunEvent.Resumption {
    func write(to writer: inout JSONObjectWriter) {
        writer.member("steps", steps)
        writer.member("resumed_at", resumedAt)
    }
}

extension RunEvent.CallStarted {
    func write(to writer: inout JSONObjectWriter) {
        writer.member("call", call.number)
        writer.member("role", role.rawValue)
        writer.member("position", position)
        writer.member("prefix", prefix)
        writer.object("announcement") { writer in
            writer.member("model", announcement.model)
            writer.member("purpose", announcement.purpose)
            announcement.endpoint.map { writer.member("endpoint", $0) }
            announcement.reservation.map { writer.member("reservation", $0) }
            announcement.tokens.map { writer.member("tokens", $0) }
        }
    }
}

extension RunEvent.CallWaiting {
    func write(to writer: inout JSONObjectWriter) {
        writer.member("call", call.number)
        writer.member("is_waiting", isWaiting)
    }
}

extension RunEvent.CallSettled {
    func write(to writer: inout JSONObjectWriter) {
        writer.member("call", call.number)
        firstToken.map { writer.member("first_token", $0) }
        writer.member("duration", duration)
        writer.object("settlement") { settlement.write(to: &$0) }
    }
}

extension CallSettlement {
    func write(to writer: inout JSONObjectWriter) {
        writer.member("outcome", outcome.rawValue)
        writer.object("usage") { usage.write(to: &$0) }
        cost.map { writer.member("cost", $0) }
        price.map { price in writer.object("price") { price.write(to: &$0) } }
        writer.member("attempts", attempts)
        error.map { writer.member("error", $0) }
        rawUsage.map { writer.member("raw_usage", $0) }
        requestID.map { writer.member("request_id", $0) }
        response.map { writer.member("response", $0) }
        unaided.map { unaided in
            writer.object("unaided") { writer in
                writer.member("duration", unaided.duration)
                unaided.cost.map { writer.member("cost", $0) }
            }
        }
        server.map { server in
            writer.object("server") { writer in
                writer.member("model", server.model)
                writer.member("endpoint", server.endpoint)
            }
        }
    }
}

extension AppliedPrice {
    /// The price as one line of JSON.
    public var json: String {
        var writer = JSONObjectWriter(reserving: 256)
        write(to: &writer)
        return String(decoding: writer.finish(), as: UTF8.self)
    }

    func write(to writer: inout JSONObjectWriter) {
        writer.object("price") { writer in
            writer.member("input", price.input)
            writer.member("cache_read", price.cacheRead)
            writer.member("cache_write", price.cacheWrite)
            writer.member("cache_write_hour", price.cacheWriteHour)
            writer.member("output", price.output)
            writer.member("reasoning", price.reasoning)
            writer.member("request", price.request)
        }
        from.map { writer.member("from", $0.milliseconds) }
        writer.member("source", source)
        writer.member("conditions", .array(conditions.map { .string($0) }))
    }
}

extension Usage {
    func write(to writer: inout JSONObjectWriter) {
        writer.member("fresh_input", freshInput)
        writer.member("cache_read", cacheRead)
        writer.member("cache_write", cacheWrite)
        if cacheWriteHour > 0 { writer.member("cache_write_hour", cacheWriteHour) }
        writer.member("output", output)
        writer.member("reasoning", reasoning)
        serviceTier.map { writer.member("service_tier", $0) }
        writer.member("provenance", provenance.rawValue)
    }
}

extension RunEvent.Drafted {
    func write(to writer: inout JSONObjectWriter) {
        writer.member("position", position)
        writer.object("action") { action.write(to: &$0) }
        thought.map { writer.member("thought", $0) }
        confidence.map { writer.member("confidence", $0) }
        writer.member("calls", calls)
    }
}

extension RunEvent.Judged {
    func write(to writer: inout JSONObjectWriter) {
        writer.member("position", position)
        writer.object("action") { action.write(to: &$0) }
        thought.map { writer.member("thought", $0) }
        agrees.map { writer.member("agrees", $0) }
        writer.member("calls", calls)
    }
}

extension RunEvent.Executing {
    func write(to writer: inout JSONObjectWriter) {
        writer.member("position", position)
        writer.object("action") { action.write(to: &$0) }
    }
}

extension RunEvent.Executed {
    func write(to writer: inout JSONObjectWriter) {
        writer.member("position", position)
        writer.object("action") { action.write(to: &$0) }
        writer.object("observation") { observation.write(to: &$0) }
        writer.member("early", early)
        writer.member("duration", duration)
    }
}

extension RunEvent.EarlyResult {
    func write(to writer: inout JSONObjectWriter) {
        writer.member("position", position)
        writer.object("action") { action.write(to: &$0) }
        writer.member("outcome", outcome.rawValue)
        reason.map { writer.member("reason", $0) }
    }
}

extension RunEvent.Refused {
    func write(to writer: inout JSONObjectWriter) {
        writer.member("position", position)
        writer.object("action") { action.write(to: &$0) }
        writer.member("reason", reason)
    }
}

extension RunEvent.Cancelled {
    func write(to writer: inout JSONObjectWriter) {
        writer.member("position", position)
        writer.member("work", work.rawValue)
        writer.member("reason", reason.rawValue)
    }
}

extension RunEvent.Committed {
    func write(to writer: inout JSONObjectWriter) {
        writer.member("position", position)
        writer.object("step") { writer in
            writer.object("action") { step.action.write(to: &$0) }
            writer.object("observation") { step.observation.write(to: &$0) }
        }
        writer.member("source", source.rawValue)
        writer.member("verifier_time", verifierTime)
        verifierCost.map { writer.member("verifier_cost", $0) }
        writer.member("execution_time", executionTime)
    }
}

extension RunEvent.Faulted {
    func write(to writer: inout JSONObjectWriter) {
        writer.member("position", position)
        writer.member("work", work.rawValue)
        writer.member("message", message)
    }
}

extension RunEvent.DepthChosen {
    func write(to writer: inout JSONObjectWriter) {
        writer.member("position", position)
        writer.member("depth", depth)
        writer.member("reason", reason)
        acceptance.map { writer.member("acceptance", $0) }
        survival.map { writer.member("survival", $0) }
        threshold.map { writer.member("threshold", $0) }
    }
}

extension RunEvent.Scored {
    func write(to writer: inout JSONObjectWriter) {
        writer.member("position", position)
        writer.member("prefix", prefix)
        writer.object("action") { action.write(to: &$0) }
        score.map { writer.member("score", $0) }
        threshold.map { writer.member("threshold", $0) }
        writer.member("is_kept", isKept)
        writer.member("reason", reason)
        writer.member("calls", calls)
    }
}

extension RunEvent.Audited {
    func write(to writer: inout JSONObjectWriter) {
        writer.member("position", position)
        writer.object("action") { action.write(to: &$0) }
        writer.member("agrees", agrees)
        writer.member("calls", calls)
    }
}

extension RunEvent.Selected {
    func write(to writer: inout JSONObjectWriter) {
        writer.member("options", .array(options.map { .string($0) }))
        writer.member("probabilities", .array(probabilities.map { .number($0) }))
        chosen.map { writer.member("chosen", $0) }
        writer.member("reason", reason)
        writer.member("calls", calls)
    }
}

extension RunEvent.CallResolved {
    func write(to writer: inout JSONObjectWriter) {
        writer.member("call", call.number)
        writer.member("standing", standing.rawValue)
    }
}

extension RunEvent.RunFinished {
    func write(to writer: inout JSONObjectWriter) {
        writer.member("status", status.rawValue)
        answer.map { writer.member("answer", $0) }
        limit.map { limit in
            writer.object("limit") { writer in
                writer.member("kind", limit.kind.rawValue)
                writer.member("used", limit.used)
                writer.member("allowed", limit.allowed)
                if limit.scope != .run { writer.member("scope", limit.scope.rawValue) }
                limit.obstacle.map { writer.member("obstacle", $0) }
            }
        }
        error.map { writer.member("error", $0) }
    }
}

extension Action {
    func write(to writer: inout JSONObjectWriter) {
        if let tool { writer.member("tool", tool) } else { writer.null("tool") }
        writer.member("arguments", .object(arguments))
        writer.member("text", text)
        answer.map { writer.member("answer", $0) }
    }
}

extension Observation {
    func write(to writer: inout JSONObjectWriter) {
        writer.member("text", text)
        writer.member("is_error", isError)
    }
}
