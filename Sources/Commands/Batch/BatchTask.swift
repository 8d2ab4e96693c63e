import Planning

/// One task of a batch, as a line of its file says it.
struct BatchTask: Sendable {
    /// What tells it apart: its `id`, or else its line.
    let name: String
    /// The line of the file; 1 is the first.
    let line: Int
    let text: String
    /// What it has of its own, in place of what the command was told.
    let choice: Choice
    /// Limits of its own, in place of those of all tasks.
    let limits: LimitFlags

    /// What makes tasks need agents of their own.
    struct Choice: Hashable, Sendable {
        var agent: String?
        var lambda: Double?
        var seed: UInt64?
    }
}
