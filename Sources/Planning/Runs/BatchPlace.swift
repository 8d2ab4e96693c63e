/// Which task of which batch a run carries out.
public struct BatchPlace: Sendable, Hashable, Codable {
    /// The batch; it is named like a run, by when it began.
    public let name: RunID
    /// The task, by its name in the batch.
    public let task: String

    /// A place in a batch.
    public init(name: RunID, task: String) {
        self.name = name
        self.task = task
    }
}
