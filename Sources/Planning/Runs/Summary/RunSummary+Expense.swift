extension RunSummary {
    /// What counts against a limit of the run: what its calls have used, and for a call that is open, or that died
    /// with its process, what was set aside for it.
    public var expense: Expense {
        calls.reduce(into: .zero) { sum, call in
            guard let settlement = call.settlement, call.duration != nil else { return sum += call.announcement.most }
            sum += settlement.used
        }
    }

    /// The time during which calls were open that did not wait for something that is no work, up to the last event.
    public var workingTime: Duration {
        var parts = calls.flatMap { stretches(ofWorkIn: $0) }
        // Calls are in the order in which they began, and so is what they did in one go.
        if calls.contains(where: { !$0.waits.isEmpty }) { parts.sort { $0.from < $1.from } }
        var working = Duration.zero
        var end = Duration.zero
        for part in parts {
            let began = max(part.from, end)
            end = max(end, part.until)
            working += max(end - began, .zero)
        }
        return working
    }

    private func stretches(ofWorkIn call: Call) -> [(from: Duration, until: Duration)] {
        // When a call ended that died with its process is not known; it did not work on when nothing else did.
        guard let duration = call.duration ?? (call.settlement == nil ? latency - call.started : nil) else { return [] }
        let end = call.started + duration
        var stretches: [(from: Duration, until: Duration)] = []
        var began = call.started
        for wait in call.waits {
            stretches.append((began, min(wait.from, end)))
            began = min(wait.until ?? end, end)
        }
        stretches.append((began, end))
        return stretches
    }
}
