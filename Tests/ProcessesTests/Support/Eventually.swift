/// What `look` finds in the end, for what other processes do and nobody tells of. Looks again and again; the limit is
/// there for tests that would never end.
func eventually<Value>(_ look: () throws -> Value?) async throws -> Value {
    let deadline = ContinuousClock.now + .seconds(600)
    while ContinuousClock.now < deadline {
        if let value = try look() { return value }
        try await Task.sleep(for: .milliseconds(5))
    }
    throw NeverSeen()
}

/// What was waited for never came.
struct NeverSeen: Error {}
