import Planning

/// The events of one trace while they are put together.
struct ChromeTraceWriting {
    private(set) var events: [JSONValue] = []
    /// Where each call was drawn.
    private var calls: [CallID: RunTimeline.Bar] = [:]

    mutating func write(_ timeline: RunTimeline) {
        let title = timeline.summary.header.map { "outrider \($0.agent) \($0.run)" } ?? "outrider"
        add(["ph": "M", "name": "process_name", "args": ["name": .string(title)]])
        var threads: [Int: String] = [:]
        for bar in timeline.bars {
            write(bar)
            threads[Self.thread(of: bar)] = "\(bar.lane)" + (bar.row == 0 ? "" : " \(bar.row + 1)")
        }
        for (number, verdict) in timeline.verdicts.enumerated() { write(verdict, number: number + 1) }
        writeCounters(timeline)
        for (thread, name) in threads.sorted(by: { $0.key < $1.key }) {
            let id = JSONValue.integer(Int64(thread))
            add(["ph": "M", "name": "thread_name", "tid": id, "args": ["name": .string(name)]])
            add(["ph": "M", "name": "thread_sort_index", "tid": id, "args": ["sort_index": id]])
        }
    }

    /// Every event belongs to the one process.
    private mutating func add(_ members: [String: JSONValue]) {
        events.append(.object(members.merging(["pid": 1]) { first, _ in first }))
    }

    private mutating func write(_ bar: RunTimeline.Bar) {
        let (name, arguments) =
            switch bar.content {
            case .step(let step): Self.slice(of: step)
            case .call(let call): Self.slice(of: call)
            case .execution(let execution): Self.slice(of: execution)
            }
        if case .call(let call) = bar.content { calls[call.id] = bar }
        add([
            "ph": "X", "name": .string(name), "cat": .string("\(bar.lane)"),
            "tid": .integer(Int64(Self.thread(of: bar))), "ts": Self.microseconds(bar.start),
            "dur": Self.microseconds(bar.end - bar.start), "args": .object(arguments),
        ])
    }

    private static func slice(of step: RunSummary.CommittedStep) -> (String, [String: JSONValue]) {
        (
            "\(step.index) \(step.step.action.text)",
            ["source": .string(step.source.rawValue), "observation": .string(step.step.observation.text)]
        )
    }

    private static func slice(of call: RunSummary.Call) -> (String, [String: JSONValue]) {
        var arguments: [String: JSONValue] = [
            "call": .integer(Int64(call.id.number)), "step": .integer(Int64(call.position)),
            "model": .string(call.announcement.model), "purpose": .string(call.announcement.purpose),
            "outcome": .string(call.settlement?.outcome.rawValue ?? "open"),
        ]
        arguments["standing"] = (call.standing?.rawValue).map(JSONValue.string)
        arguments["cancel_reason"] = (call.cancelReason?.rawValue).map(JSONValue.string)
        arguments["first_token_s"] = call.firstToken.map { JSONValue($0.seconds) }
        if let settlement = call.settlement {
            arguments["input_tokens"] = .integer(Int64(settlement.usage.input))
            arguments["output_tokens"] = .integer(Int64(settlement.usage.output))
            arguments["cost_usd"] = (settlement.cost?.dollars).map { JSONValue($0) }
            arguments["provenance"] = .string(settlement.usage.provenance.rawValue)
            arguments["error"] = settlement.error.map(JSONValue.string)
        }
        let standing = call.standing.map { $0 == .useful ? "" : " (\($0.rawValue))" } ?? ""
        return ("\(call.role.rawValue) \(call.position)\(standing)", arguments)
    }

    private static func slice(of execution: RunTimeline.Execution) -> (String, [String: JSONValue]) {
        (
            execution.action.tool ?? "text",
            [
                "step": .integer(Int64(execution.position)), "action": .string(execution.action.text),
                "early": .bool(execution.isEarly), "committed": .bool(execution.fate == .committed),
                "error": .bool(execution.observation.isError),
            ]
        )
    }

    /// An arrow binds to the slice that is there at its time, so it begins and ends just within one.
    private mutating func write(_ verdict: RunTimeline.Verdict, number: Int) {
        guard let draft = verdict.draft.last.flatMap({ calls[$0] }),
            let decision = verdict.calls.last.flatMap({ calls[$0] })
        else { return }
        for (phase, bar) in [("s", draft), ("f", decision)] {
            add([
                "ph": .string(phase), "bp": "e", "id": .integer(Int64(number)),
                "name": verdict.agrees ? "right" : "wrong", "cat": "verdict",
                "tid": .integer(Int64(Self.thread(of: bar))),
                "ts": Self.microseconds(max(bar.end - .nanoseconds(1), bar.start)),
            ])
        }
    }

    private mutating func writeCounters(_ timeline: RunTimeline) {
        var wasted = Money.zero
        var spent = Money.zero
        for payment in timeline.payments {
            spent += payment.cost
            if payment.isWaste { wasted += payment.cost }
            add([
                "ph": "C", "name": "dollars", "ts": Self.microseconds(payment.time),
                "args": ["spent": JSONValue(spent.dollars), "wasted": JSONValue(wasted.dollars)],
            ])
        }
    }

    private static func thread(of bar: RunTimeline.Bar) -> Int { (bar.lane.rawValue + 1) * 1000 + bar.row }

    private static func microseconds(_ time: Duration) -> JSONValue {
        JSONValue(Double(time.nanoseconds) / 1000)
    }
}
