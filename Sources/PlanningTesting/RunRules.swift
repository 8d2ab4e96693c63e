import Planning
import Speculation

/// What must hold of the events of any run, whatever strategy made them.
struct RunRules {
    private let events: [RunEvent]
    private let outcome: RunOutcome
    private let header: RunHeader

    init(_ events: [RunEvent], _ outcome: RunOutcome, of header: RunHeader) {
        self.events = events
        self.outcome = outcome
        self.header = header
    }

    /// The rules that are broken, in plain words.
    var violations: [String] { order + CallBook(events).violations + money + steps + record }

    private var order: [String] {
        var broken: [String] = []
        if events.map(\.sequence) != Array(1..<events.count + 1) { broken.append("the events have gaps") }
        if events.first?.name != "started" { broken.append("it does not begin with “started”") }
        if events.last?.name != "finished" { broken.append("it does not end with “finished”") }
        let processes = 1 + events.count { $0.name == "resumed" }
        if events.count(where: { $0.name == "finished" }) != processes { broken.append("an end is missing or doubled") }
        if case .finished(let end)? = events.last?.kind, end.status != outcome.status {
            broken.append("it is recorded as \(end.status) and was told as \(outcome.status)")
        }
        return broken
    }

    private var money: [String] {
        guard let limit = header.limits.cost else { return [] }
        var reserved: [CallID: Money] = [:]
        var spent = Money.zero
        for event in events {
            switch event.kind {
            case .callStarted(let call): reserved[call.call] = call.announcement.reservation
            case .callSettled(let call):
                reserved[call.call] = nil
                spent += call.settlement.cost ?? .zero
            default: break
            }
            let bound = reserved.values.reduce(spent, +)
            if bound > limit { return ["\(bound) of \(limit) at event \(event.sequence)"] }
        }
        return []
    }

    private var steps: [String] {
        var broken: [String] = []
        var committed: [RunEvent.Committed] = []
        var judged: [Int: Set<Action>] = [:]
        for event in events {
            switch event.kind {
            case .committed(let step): committed.append(step)
            case .judged(let verdict): judged[verdict.position, default: []].insert(verdict.action)
            default: break
            }
        }
        if committed.map(\.position) != Array(1..<committed.count + 1) { broken.append("steps are missing or doubled") }
        if committed.map(\.step) != outcome.trajectory.steps { broken.append("the outcome is not what was committed") }
        if committed.count > header.limits.steps { broken.append("it has more steps than it may have") }
        if header.guarantee == .lossless {
            for step in committed where judged[step.position]?.contains(step.step.action) != true {
                broken.append("no verifier decided step \(step.position), and it calls itself lossless")
            }
        }
        if outcome.status == .finished, outcome.trajectory.steps.last?.action.finishes != true {
            broken.append("it calls itself finished without an answer")
        }
        return broken
    }

    /// The summary of what is written down is the summary of what happened.
    private var record: [String] {
        let summary = RunSummary(events)
        do {
            let read = try events.map { try RunEvent(jsonLine: try $0.jsonLine()) }
            return RunSummary(read) == summary ? [] : ["its record tells another story"]
        } catch {
            return ["its record cannot be read: \(error)"]
        }
    }
}
