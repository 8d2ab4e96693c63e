import Planning

/// A run as the viewer shows it: the run itself, then every position with the calls and the executions that
/// worked on it.
struct Inspection: Equatable {
    let title: String
    let rows: [InspectedRow]

    /// - Parameter isLive: whether a process carries the run out at this moment.
    init(_ events: [RunEvent], isLive: Bool) {
        let reading = InspectionReading(events, isLive: isLive)
        title = reading.title
        rows = reading.rows
    }
}

/// Puts the rows of a run together.
private struct InspectionReading {
    let timeline: RunTimeline
    let decisions: RunDecisions
    let isLive: Bool

    init(_ events: [RunEvent], isLive: Bool) {
        timeline = RunTimeline(events)
        decisions = RunDecisions(events)
        self.isLive = isLive && timeline.summary.status == .running
    }

    var summary: RunSummary { timeline.summary }

    var title: String {
        guard let header = summary.header else { return "a run without a beginning" }
        let state = isLive ? "running" : summary.status == .running ? "stopped" : summary.status.rawValue
        return
            "\(header.agent.printable) · \(header.run) · \(state) · \(summary.latency.spoken) · \(summary.spend.words)"
    }

    var rows: [InspectedRow] {
        let calls = Dictionary(grouping: summary.calls, by: \.position)
        let executions = Dictionary(grouping: timeline.executions, by: \.position)
        let decided = Dictionary(decisions.steps.map { ($0.position, $0) }, uniquingKeysWith: { $1 })
        let positions = Set(calls.keys).union(executions.keys).union(summary.steps.map(\.index))
        var rows = [run]
        for position in positions.sorted() {
            if summary.steps.indices.contains(position - 1) {
                rows.append(row(summary.steps[position - 1], decided[position]))
            } else {
                rows.append(open(position, decided[position]))
            }
            let work =
                (calls[position] ?? []).map { ($0.started, row($0)) }
                + (executions[position] ?? []).map { ($0.start, row($0)) }
            rows += work.sorted { $0.0 < $1.0 }.map(\.1)
        }
        return rows
    }

    private var run: InspectedRow {
        var details: [ScreenLine] = []
        let view = RunView(paint: Paint(isOn: false), width: 100_000)
        if let header = summary.header {
            details.append(ScreenLine(view.heading(header)))
            details += Details.section("Task", header.task)
        }
        details.append(ScreenLine())
        details += view.footer(summary, isLive: isLive).map { ScreenLine($0) }
        for (standing, spend) in summary.wasteByStanding.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            details.append(ScreenLine("did not stand (\(standing.rawValue)): \(view.cost(spend))", .faint))
        }
        if let error = summary.error { details += Details.section("Error", error, .bad) }
        if let limit = summary.limitReached { details += Details.section("Limit", "\(limit)", .busy) }
        if let answer = summary.answer, !answer.isEmpty { details += Details.section("Answer", answer) }
        for selection in summary.selections {
            details += view.selection(selection).map { ScreenLine($0) }
        }
        return InspectedRow(
            subject: .run, label: ScreenLine("the run", .strong), tail: "\(summary.steps.count) steps", span: nil,
            stands: true, details: details)
    }

    private func row(_ step: RunSummary.CommittedStep, _ decision: RunDecisions.StepDecision?) -> InspectedRow {
        let isError = step.step.observation.isError
        var label = ScreenLine(isError ? "✗" : "✓", isError ? .bad : .good)
        label.add(Details.number(step.index))
        label.add(step.step.action.text.printable, .strong)
        let source = step.isKept ? "kept" : step.source == .drafted ? "drafted" : "verifier"
        var details = Details.section("Step \(step.index)", step.step.action.text)
        details += Details.arguments(step.step.action)
        details += Details.facts([
            ("proposed by", source), ("committed at", step.time.spoken), ("verifier's time", step.verifierTime.spoken),
            ("verifier's cost", step.sequentialCost?.description), ("why", decision.map(why)),
            ("audit", step.audit.map(ScoreWords.audit)),
        ])
        details += Details.section("Observation", step.step.observation.text, isError ? .bad : .plain)
        return InspectedRow(
            subject: .step(step.index), label: label, tail: "\(source), \(step.time.spoken)",
            span: span(from: start(of: step), to: step.time),
            stands: true, details: details)
    }

    /// When the step before it was committed.
    private func start(of step: RunSummary.CommittedStep) -> Duration {
        let before = step.index - 2
        return summary.steps.indices.contains(before) ? summary.steps[before].time : .zero
    }

    /// A position that is not committed, or never was.
    private func open(_ position: Int, _ decision: RunDecisions.StepDecision?) -> InspectedRow {
        var label = ScreenLine("·", .busy)
        label.add(Details.number(position))
        let ahead = summary.ahead.first { $0.position == position }
        label.add((ahead?.decision ?? ahead?.draft)?.text.printable ?? "not committed", .faint)
        let details =
            Details.section("Step \(position)", "Not committed.")
            + Details.facts([("why", decision.map(why))])
        return InspectedRow(
            subject: .step(position), label: label, tail: isLive ? "open" : "", span: nil, stands: false,
            details: details)
    }

    private func row(_ call: RunSummary.Call) -> InspectedRow {
        let document = CallDocument(call)
        let style: ScreenLine.Style =
            call.standing == .failed ? .bad : call.standing == nil ? .busy : call.isWaste ? .faint : .plain
        var label = ScreenLine("    ")
        label.add("\(call.role.rawValue) \(call.announcement.purpose.printable) ", call.isWaste ? .faint : .plain)
        label.add(call.standing?.rawValue ?? "open", style)
        if let reason = call.cancelReason { label.add(" (\(reason.rawValue))", .faint) }
        let cost = call.settlement?.cost.map { "\($0)" } ?? "–"
        var details = Details.section("Call \(call.id), \(call.role.rawValue)", call.announcement.model)
        details += Details.facts([
            ("purpose", call.announcement.purpose), ("step", "\(call.position)"), ("branch", call.prefix),
            ("at", call.started.spoken), ("took", call.duration?.spoken), ("first token", call.firstToken?.spoken),
            ("without a guess", call.settlement?.unaided?.duration.spoken),
            ("input tokens", document.inputTokens.map(String.init)),
            ("of them cached", document.cachedTokens.map(String.init)),
            ("output tokens", document.outputTokens.map(String.init)),
            ("cost", call.settlement.map { $0.cost?.description ?? "unknown" }),
            ("figures are", document.provenance), ("outcome", document.outcome), ("result", document.standing),
            ("cancelled because", call.cancelReason?.words),
            ("attempts", document.attempts.map(String.init)), ("sent to", call.announcement.endpoint),
            ("request", call.settlement?.requestID),
        ])
        if let error = document.error { details += Details.section("Error", error, .bad) }
        if let response = call.settlement?.response, !response.isEmpty {
            details += Details.section("Answer", response)
        }
        if let usage = call.settlement?.rawUsage { details += Details.section("Usage as reported", usage, .faint) }
        return InspectedRow(
            subject: .call(call.id.number), label: label, tail: "\(call.duration?.spoken ?? "–"), \(cost)",
            span: span(from: call.started, to: timeline.end(of: call) ?? summary.latency), stands: !call.isWaste,
            details: details)
    }

    private func row(_ execution: RunTimeline.Execution) -> InspectedRow {
        var label = ScreenLine("    ")
        label.add(execution.action.tool?.printable ?? "text", execution.fate == .discarded ? .faint : .plain)
        if execution.isEarly { label.add(" early", .faint) }
        if execution.observation.isError { label.add(" error", .bad) }
        let fate =
            switch execution.fate {
            case .open: "open"
            case .committed: "committed"
            case .discarded: "did not stand"
            }
        let length = execution.end - execution.start
        var details = Details.section("Execution \(execution.number)", execution.action.text)
        details += Details.arguments(execution.action)
        details += Details.facts([
            ("step", "\(execution.position)"), ("at", execution.start.spoken), ("took", length.spoken),
            ("before its verdict", execution.isEarly ? "yes" : "no"), ("result", fate),
        ])
        details += Details.section(
            "Observation", execution.observation.text, execution.observation.isError ? .bad : .plain)
        return InspectedRow(
            subject: .execution(execution.number), label: label, tail: length.spoken,
            span: span(from: execution.start, to: execution.end), stands: execution.fate != .discarded,
            details: details)
    }

    private func why(_ decision: RunDecisions.StepDecision) -> String {
        DecisionWords(decisions: decisions).why(decision)
    }

    /// Where in the run it lies, from 0 to 1.
    private func span(from start: Duration, to end: Duration) -> ClosedRange<Double> {
        let whole = max(summary.latency.seconds, 1e-9)
        let first = min(max(start.seconds / whole, 0), 1)
        return first...max(min(end.seconds / whole, 1), first)
    }
}
