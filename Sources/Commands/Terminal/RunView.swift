import Planning

/// A run in words: the lines that the terminal shows while it goes on and after its end. Pure, so
/// that it can be tested without a terminal.
struct RunView {
    let paint: Paint
    /// The columns that a line may take.
    let width: Int

    /// What is about to run.
    func heading(_ header: RunHeader) -> String {
        let name = header.agent.printable.clipped(to: width)
        let who = [header.drafter, header.verifier].compactMap { $0?.printable }.joined(separator: " ▸ ")
        let how = "\(Self.preference(header)) · \(header.strategy), \(header.guarantee.rawValue)"
        return paint.strong(name) + paint.faint("  \(who)  \(how)".clipped(to: width - name.columns))
    }

    /// What the user wants, as it was said.
    private static func preference(_ header: RunHeader) -> String {
        header.valueOfTime.flatMap(ValueOfTime.init(dollarsPerHour:)).map { "time at \($0)" } ?? "λ \(header.lambda)"
    }

    /// Where a run that was stopped goes on.
    func resumption(after steps: Int) -> String {
        paint.faint("  goes on after \(steps == 1 ? "1 step" : "\(steps) steps")".clipped(to: width))
    }

    /// A committed step.
    func committed(_ step: RunSummary.CommittedStep) -> String {
        let source = step.isKept ? "kept" : step.source == .drafted ? "drafted" : "verifier"
        let isError = step.step.observation.isError
        let mark = isError ? paint.bad("✗") : paint.good("✓")
        let line = line(mark, step.index, step.step.action.text, tail: "\(source), \(step.time.spoken)")
        return isError ? "\(line)\n\(paint.bad(observation(of: step)))" : line
    }

    /// What came back for a step, below it.
    func observation(of step: RunSummary.CommittedStep) -> String {
        String(repeating: " ", count: 7) + step.step.observation.text.printable.clipped(to: width - 7)
    }

    /// A position that is being worked on.
    func ahead(_ position: RunSummary.AheadPosition) -> String {
        var states: [String] = []
        if position.isBeingVerified { states.append("verifying") }
        if position.isDrafting { states.append("drafting") }
        if position.decision != nil {
            states.append("decided")
        } else if position.draft != nil {
            states.append("drafted")
        }
        let action = (position.decision ?? position.draft)?.text ?? "…"
        return line(
            paint.busy("·"), position.position, action, tail: states.joined(separator: ", "), paintingAll: true)
    }

    /// A draft that could not be made. The run goes on without it.
    func fault(_ fault: RunEvent.Faulted) -> String {
        paint.faint("  no draft of step \(fault.position): \(fault.message.printable)")
    }

    /// One line of figures while the run goes on.
    func figures(_ summary: RunSummary, elapsed: Duration) -> String {
        let limits = summary.header?.limits
        var parts = [
            elapsed.spoken + (limits?.time.map { " of \($0.spoken)" } ?? ""),
            summary.spend.words + (limits?.cost.map { " of \($0)" } ?? ""),
        ]
        if let keeping = summary.keeping {
            parts.append("kept \(keeping.kept) of \(keeping.drafts) drafts")
        } else if summary.compared > 0 {
            parts.append("\(summary.matches) of \(summary.compared) drafts right")
        }
        let gauge = LimitGauge(summary, elapsed: elapsed)
        let text = parts.joined(separator: " · ")
        guard let closest = gauge.closest, closest.columns + 3 <= width - 2 else {
            return paint.faint("  " + text.clipped(to: width - 2))
        }
        // The gauge stays in sight on a narrow terminal.
        let shown = "  " + text.clipped(to: width - closest.columns - 5) + " · "
        return paint.faint(shown) + (gauge.isClose ? paint.bad(closest) : paint.faint(closest))
    }

    /// What the run came to: seconds, dollars, acceptance, what the verifier alone would have taken, and
    /// the command to type next.
    /// - Parameter isLive: whether a process carries the run out at this moment.
    func footer(_ summary: RunSummary, isLive: Bool = false) -> [String] {
        guard let header = summary.header else { return [] }
        let steps = summary.steps.count == 1 ? "1 step" : "\(summary.steps.count) steps"
        let outcome = isLive ? paint.busy("running") : outcome(summary)
        var lines = ["\(outcome): \(steps) in \(summary.latency.spoken), \(cost(summary.spend))"]
        let wasted = summary.waste.known > .zero ? ", \(summary.waste.known) of it on work that did not stand" : ""
        if let keeping = summary.keeping {
            lines.append(line(keeping) + (wasted.isEmpty ? "" : "; \(summary.waste.known) on work that did not stand"))
        } else if summary.compared > 0 {
            lines.append("\(summary.matches) of \(summary.compared) drafts were right\(wasted)")
        }
        if header.strategy != "sequential", let latency = summary.sequentialLatency, !summary.steps.isEmpty {
            let dollars = summary.sequentialCost.map { ", \($0)" } ?? ""
            lines.append("the verifier alone would have taken about \(latency.spoken)\(dollars) (an estimate)")
        }
        if header.strategy != "sequential", let account = summary.account, let lambda = summary.lambda {
            lines.append(line(account, lambda))
        }
        if let recall = summary.recall { lines.append(line(recall)) }
        if header.guarantee == .lossy { lines.append(Self.warning(summary)) }
        if isLive || summary.status == .finished {
            lines.append(paint.faint("outrider show \(header.run)"))
        } else {
            let limit = summary.limitReached?.raised(from: header.limits).map { " " + $0 } ?? ""
            lines.append("to go on from step \(summary.steps.count + 1): outrider resume \(header.run)\(limit)")
        }
        return lines
    }

    private func outcome(_ summary: RunSummary) -> String {
        switch summary.status {
        case .finished: paint.good("finished")
        case .limit: paint.busy("stopped at a limit")
        case .interrupted: paint.busy("interrupted")
        case .failed: paint.bad("failed")
        case .running: paint.busy("not finished")
        }
    }

    /// Money as it is known: the estimated part is marked, and unknown is never zero.
    func cost(_ spend: Spend) -> String {
        let estimated = spend.estimated > .zero ? " (of which \(spend.estimated) estimated)" : ""
        guard spend.unpriced > 0 else { return "\(spend.known)\(estimated)" }
        let calls = spend.unpriced == 1 ? "1 call" : "\(spend.unpriced) calls"
        return spend.known > .zero
            ? "\(spend.known)\(estimated) + \(calls) of unknown price" : "cost unknown (\(calls) without a price)"
    }

    /// A step on one line that is never wider than the terminal: a line that wraps could not be redrawn.
    private func line(
        _ mark: String, _ position: Int, _ action: String, tail: String, paintingAll: Bool = false
    ) -> String {
        let digits = String(position)
        let number = String(repeating: " ", count: max(3 - digits.count, 0)) + digits
        let room = width - number.count - 4
        let besideTail = room - tail.columns - 2
        let isTailShown = besideTail >= 12
        let text = action.printable.clipped(to: isTailShown ? besideTail : room)
        let end = isTailShown ? "  \(tail)" : ""
        return "\(mark) \(number)  " + (paintingAll ? paint.faint(text + end) : text + paint.faint(end))
    }
}
