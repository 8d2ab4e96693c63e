import Planning

/// A run in words: the lines that the terminal shows while it goes on and after its end. Pure, so
/// that it can be tested without a terminal.
struct RunView {
    let paint: Paint
    let width: Int

    /// What is about to run.
    func heading(_ header: RunHeader) -> String {
        let who = [header.drafter, header.verifier].compactMap { $0 }.joined(separator: " ▸ ")
        let how = "λ \(header.lambda) · \(header.strategy), \(header.guarantee.rawValue)"
        return paint.strong(header.agent) + paint.faint("  \(who)  \(how)".clipped(to: width - header.agent.count))
    }

    /// A committed step.
    func committed(_ step: RunSummary.CommittedStep) -> String {
        let source = step.source == .drafted ? "drafted" : "verifier"
        let isError = step.step.observation.isError
        let mark = isError ? paint.bad("✗") : paint.good("✓")
        let tail = "\(source), \(step.time.spoken)"
        let action = step.step.action.text.printable.clipped(to: width - 12 - tail.count)
        let observation =
            isError ? "\n      " + paint.bad(step.step.observation.text.printable.clipped(to: width - 7)) : ""
        return "\(mark) \(number(step.index))  \(action)  \(paint.faint(tail))\(observation)"
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
        let tail = states.joined(separator: ", ")
        let action = (position.decision ?? position.draft)?.text.printable ?? "…"
        return "\(paint.busy("·")) \(number(position.position))  "
            + paint.faint("\(action.clipped(to: width - 12 - tail.count))  \(tail)")
    }

    /// One line of figures while the run goes on.
    func figures(_ summary: RunSummary, elapsed: Duration) -> String {
        var parts = [elapsed.spoken, cost(summary.spend)]
        if summary.compared > 0 { parts.append("\(summary.matches) of \(summary.compared) drafts right") }
        if let limits = summary.header?.limits {
            if let cost = limits.cost { parts.append("limit \(cost)") }
            if let time = limits.time { parts.append("limit \(time.spoken)") }
        }
        return paint.faint("  " + parts.joined(separator: " · ").clipped(to: width - 2))
    }

    /// What the run came to: seconds, dollars, acceptance, and what the verifier alone would have taken.
    func footer(_ summary: RunSummary) -> [String] {
        guard let header = summary.header else { return [] }
        let steps = summary.steps.count == 1 ? "1 step" : "\(summary.steps.count) steps"
        var lines = ["\(outcome(summary)): \(steps) in \(summary.latency.spoken), \(cost(summary.spend))"]
        if summary.compared > 0 {
            let wasted = summary.waste.known > .zero ? ", \(summary.waste.known) of it on work that did not stand" : ""
            lines.append("\(summary.matches) of \(summary.compared) drafts were right\(wasted)")
        }
        if header.strategy != "sequential", let latency = summary.sequentialLatency, !summary.steps.isEmpty {
            let dollars = summary.sequentialCost.map { ", \($0)" } ?? ""
            lines.append("the verifier alone would have taken about \(latency.spoken)\(dollars) (an estimate)")
        }
        if header.strategy != "sequential", let account = summary.account { lines.append(line(account, header.lambda)) }
        if let recall = summary.recall { lines.append(line(recall)) }
        if header.guarantee == .lossy { lines.append("lossy: no verifier has checked these steps") }
        lines.append(paint.faint("outrider show \(header.run)"))
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

    private func number(_ position: Int) -> String {
        let text = String(position)
        return String(repeating: " ", count: max(3 - text.count, 0)) + text
    }
}
