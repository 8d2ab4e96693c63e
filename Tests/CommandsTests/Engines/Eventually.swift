/// Waits until `isSo`. Looks again and again, and gives up after half a minute.
func eventually(_ isSo: () async throws -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(30)
    while try await !isSo() {
        guard ContinuousClock.now < deadline else { throw NeverSo() }
        try await Task.sleep(for: .milliseconds(10))
    }
}

/// What was waited for never came.
struct NeverSo: Error {}
