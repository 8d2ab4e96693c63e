/// Waiting of a call that is no work: for a rate limit, for a place among other calls, before another attempt.
///
/// Whoever makes the call says where it is told; whatever lets it wait, however deep below, tells it there.
public struct CallPause: Sendable {
    /// Where the waiting of the current task's call is told. The value is no bare closure: with those, task
    /// locals crash in programs that Swift 6.3 optimises and links statically.
    @TaskLocal static var current: CallPause?

    /// Told when the call begins to wait, and when it waits no longer.
    let note: @Sendable (Bool) -> Void

    /// Waits, on behalf of the call that the current task makes.
    /// - Throws: what the waiting throws.
    public static func during<Value>(_ waiting: () async throws -> Value) async rethrows -> Value {
        guard let current else { return try await waiting() }
        current.note(true)
        defer { current.note(false) }
        return try await waiting()
    }
}
