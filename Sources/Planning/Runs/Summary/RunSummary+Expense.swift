extension RunSummary {
    /// What counts against a limit of the run: what its calls have used, and for a call that is open, or that died
    /// with its process, what was set aside for it.
    public var expense: Expense {
        calls.reduce(into: .zero) { sum, call in
            guard let settlement = call.settlement, call.duration != nil else { return sum += call.announcement.most }
            sum += settlement.used
        }
    }

    /// The time during which calls were open, up to the last event.
    public var workingTime: Duration {
        var working = Duration.zero
        var end = Duration.zero
        for call in calls {
            let began = max(call.started, end)
            // When a call ended that died with its process is not known; it did not work on when nothing else did.
            guard let duration = call.duration ?? (call.settlement == nil ? latency - call.started : nil) else {
                continue
            }
            end = max(end, call.started + duration)
            working += max(end - began, .zero)
        }
        return working
    }
}
