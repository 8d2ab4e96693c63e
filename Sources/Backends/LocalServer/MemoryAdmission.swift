import Planning

/// Whether one more server fits into the memory that servers may have together. A value.
struct MemoryAdmission: Sendable, Hashable {
    /// A server and the memory that is counted for it.
    struct Claim: Sendable, Hashable {
        let name: String
        let memory: ByteCount
        /// How many use it.
        var users = 0
    }

    /// The most that all servers may have; nil for no limit.
    let limit: ByteCount?

    /// Why `wanted` may not be started beside `running`; nil if it may.
    func refusal(of wanted: Claim, beside running: [Claim]) -> String? {
        guard let limit else { return nil }
        let used = running.reduce(.zero) { $0 + $1.memory }
        guard used + wanted.memory > limit else { return nil }
        let need = wanted.memory > .zero ? "\(wanted.memory)" : "an unknown amount"
        let sum = "the local server “\(wanted.name)” needs \(need) of memory"
        guard let idle = running.filter({ $0.users == 0 }).max(by: { $0.memory < $1.memory }) ?? running.first else {
            return "\(sum), more than the \(limit) that engines.memory_limit allows; raise it, or use a smaller model"
        }
        let others = running.map { "“\($0.name)” has \($0.memory)" }.joined(separator: ", ")
        return "\(sum), and \(others): together more than the \(limit) that engines.memory_limit allows; "
            + "run `outrider engines stop \(idle.name)`, or raise the limit"
    }
}
