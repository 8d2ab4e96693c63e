/// Waits until `isSo`, for what other processes do and nobody tells of. Looks again and again; the limit is there for
/// tests that would never end.
func eventually(_ isSo: () async throws -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(600)
    while try await !isSo() {
        guard ContinuousClock.now < deadline else { throw NeverSo() }
        try await Task.sleep(for: .milliseconds(10))
    }
}

/// What was waited for never came.
struct NeverSo: Error {}
