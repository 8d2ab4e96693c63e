import Foundation

/// Work that blocks its thread: it waits for a pipe, a database or the system.
public enum Blocking {
    /// Does `work` on a thread that may be blocked, so that no task is kept from going on.
    ///
    /// Cancelling the calling task changes nothing: whoever calls this sees to it that `work` ends.
    /// - Throws: what `work` throws.
    public static func call<Value: Sendable, Failure: Error>(
        _ work: @escaping @Sendable () throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        try await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: Result(catching: work)) }
        }.get()
    }
}
