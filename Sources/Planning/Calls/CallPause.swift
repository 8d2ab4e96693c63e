/// Waiting of a call that is no work: for a rate limit, for a place among other calls, before another attempt.
///
/// Whoever makes the call says where it is told; whatever lets it wait, however deep below, tells it there.
public enum CallPause {
    /// What is told when a call of the current task begins to wait, and when it waits no longer.
    @TaskLocal static var note: (@Sendable (Bool) -> Void)?

    /// Waits, on behalf of the call that the current task makes.
    /// - Throws: what the waiting throws.
    public static func during<Value>(_ waiting: () async throws -> Value) async rethrows -> Value {
        guard let note else { return try await waiting() }
        note(true)
        defer { note(false) }
        return try await waiting()
    }
}
