/// Has `run` interrupted, as by Ctrl-C, when `duration` has passed on `clock`; it may well be over before that.
/// - Parameter duration: nil interrupts nothing.
/// - Returns: what came of the run.
public func interrupting<Outcome: Sendable>(
    after duration: Duration?, on clock: any Clock<Duration>, _ run: @escaping @Sendable () async -> Outcome
) async -> Outcome? {
    guard let duration else { return await run() }
    return await withTaskGroup(of: Outcome?.self) { group in
        group.addTask { await run() }
        group.addTask {
            try? await clock.sleep(for: duration)
            return nil
        }
        var outcome: Outcome?
        while let next = await group.next() {
            outcome = outcome ?? next
            group.cancelAll()
        }
        return outcome
    }
}
