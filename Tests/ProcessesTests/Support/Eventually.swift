/// What `look` finds in the end. Looks again and again, and gives up after half a minute.
func eventually<Value>(_ look: () throws -> Value?) async throws -> Value {
    let deadline = ContinuousClock.now + .seconds(30)
    while ContinuousClock.now < deadline {
        if let value = try look() { return value }
        try await Task.sleep(for: .milliseconds(5))
    }
    throw NeverSeen()
}

/// What was waited for never came.
struct NeverSeen: Error {}
