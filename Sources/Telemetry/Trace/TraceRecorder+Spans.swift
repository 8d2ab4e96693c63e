import Planning

extension TraceRecorder {
    /// The span of the run itself.
    func span(_ header: RunHeader) -> Span {
        let summary = timeline.summary
        let decider = NamedModel(header.verifier ?? header.drafter ?? CallAnnouncement.memory)
        let usage = summary.usage()
        var span = span(
            .run(header.run), "invoke_agent \(header.agent)", from: .zero, to: summary.latency, parent: nil)
        span.attributes = [
            Attribute(convention.operationName, "invoke_agent"),
            Attribute(convention.agentName, header.agent),
            Attribute(convention.conversationID, header.run.description),
            Attribute(convention.requestModel, decider.model),
            Attribute(convention.inputTokens, usage.input),
            Attribute(convention.outputTokens, usage.output),
            .outrider(.strategy, .text(header.strategy)),
            .outrider(.lambda, .number(summary.lambda ?? header.lambda)),
        ]
        if convention.agentSpanNamesProvider {
            span.attributes.append(Attribute(convention.providerName, decider.provider))
        }
        let provenance: Provenance = summary.spend.estimated > .zero ? .estimated : usage.provenance
        span.attributes += cost(summary.spend.total, provenance)
        switch summary.status {
        case .finished: span.attributes.append(finishReason("stop"))
        case .limit: span.attributes.append(finishReason("length"))
        case .interrupted: span.attributes.append(finishReason("error"))
        case .failed:
            span.attributes.append(finishReason("error"))
            fail(&span, summary.error ?? "the run failed")
        case .running: break
        }
        if hasContent {
            span.attributes.append(message(convention.inputMessages, role: "user", header.task))
            if let answer = summary.answer {
                span.attributes.append(message(convention.outputMessages, role: "assistant", answer, finish: "stop"))
            }
        }
        return span
    }

    /// The span of a round.
    func span(_ round: RunTimeline.Round) -> Span {
        let summary = timeline.summary
        let ends = round.calls.compactMap(summary.call).compactMap(timeline.end)
        let end = ends.reduce(round.end ?? summary.latency, max)
        var span = span(id(of: round), "plan \(agent)", from: round.start, to: end, parent: runSpan)
        span.attributes = [
            Attribute(convention.operationName, "plan"), Attribute(convention.agentName, agent),
            Attribute(convention.conversationID, run.description), .outrider(.step, .whole(round.position)),
            .outrider(.depth, .whole(round.depth)),
        ]
        return span
    }

    /// The span of a call.
    func span(_ call: RunSummary.Call) -> Span {
        let named = NamedModel(call.announcement.model)
        let operation = operation(of: call)
        let end = timeline.end(of: call) ?? max(timeline.summary.latency, call.started)
        var span = span(
            id(of: call.id), "\(operation) \(named.model)", from: call.started, to: end, parent: parent(of: call.id))
        span.kind = call.announcement.endpoint == nil ? .internal : .client
        span.attributes = [
            Attribute(convention.operationName, operation), Attribute(convention.providerName, named.provider),
            Attribute(convention.requestModel, named.model), Attribute(convention.conversationID, run.description),
            .outrider(.role, .text(call.role.rawValue)), .outrider(.step, .whole(call.position)),
            .outrider(.branch, .text(call.prefix)),
        ]
        span.attributes += server(call.announcement.endpoint)
        if let firstToken = call.firstToken {
            span.attributes.append(Attribute(convention.timeToFirstChunk, firstToken.seconds))
        }
        if let verdict = verdict(of: call) { span.attributes.append(.outrider(.verdict, .text(verdict.rawValue))) }
        if let settlement = call.settlement { describe(settlement, in: &span) }
        span.links = links(to: confirmed[call.id] ?? [])
        return span
    }

    /// The span of an execution; nil for a step that calls no tool.
    func span(_ execution: RunTimeline.Execution) -> Span? {
        guard let tool = execution.action.tool else { return nil }
        let parent = execution.round.map { timeline.rounds[$0] }.flatMap { $0.isDrafted ? id(of: $0) : nil }
        var span = span(
            .execution(execution.number, of: run), "execute_tool \(tool)", from: execution.start, to: execution.end,
            parent: parent ?? runSpan)
        span.attributes = [
            Attribute(convention.operationName, "execute_tool"), Attribute(convention.toolName, tool),
            .outrider(.step, .whole(execution.position)),
        ]
        switch execution.fate {
        case .open: break
        case .committed: span.attributes.append(.outrider(.verdict, .text(SpanVerdict.committed.rawValue)))
        case .discarded: span.attributes.append(.outrider(.verdict, .text(SpanVerdict.unused.rawValue)))
        }
        if hasContent {
            span.attributes.append(
                Attribute(convention.toolArguments, JSONValue.object(execution.action.arguments).canonical))
            span.attributes.append(Attribute(convention.toolResult, execution.observation.text))
        }
        if execution.observation.isError {
            fail(&span, hasContent ? execution.observation.text : "the tool reports an error", type: "tool_error")
        }
        span.links = links(to: execution.draft)
        return span
    }

    private func describe(_ settlement: CallSettlement, in span: inout Span) {
        let usage = settlement.usage
        span.attributes += [
            // The conventions count cached tokens as input.
            Attribute(convention.inputTokens, usage.input), Attribute(convention.outputTokens, usage.output),
            Attribute(convention.cacheReadTokens, usage.cacheRead),
            Attribute(convention.cacheWriteTokens, usage.cacheWrite),
            Attribute(convention.reasoningTokens, usage.reasoning),
        ]
        if let request = settlement.requestID { span.attributes.append(Attribute(convention.responseID, request)) }
        span.attributes += cost(settlement.cost, usage.provenance)
        // Why a call ended that came to its end is not in the record.
        if settlement.outcome != .finished { span.attributes.append(finishReason("error")) }
        if settlement.outcome == .failed { fail(&span, settlement.error ?? "the call failed") }
        if hasContent, let response = settlement.response {
            let finish = settlement.outcome == .finished ? "stop" : "error"
            span.attributes.append(message(convention.outputMessages, role: "assistant", response, finish: finish))
        }
    }

    private func operation(of call: RunSummary.Call) -> String {
        if call.announcement.model == CallAnnouncement.memory { return convention.recallOperation }
        return call.announcement.endpoint == nil ? "text_completion" : "chat"
    }

    private func verdict(of call: RunSummary.Call) -> SpanVerdict? {
        switch call.standing {
        case .useful: .committed
        case .mismatched: .disagreed
        case .wrongPrefix, .unused: call.settlement?.outcome == .cancelled ? .cancelled : .unused
        case .failed, nil: nil
        }
    }
}
