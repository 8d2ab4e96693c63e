import Planning

/// What an earlier situation is recognised by, from special to general.
enum RecallContext: Sendable, Hashable {
    /// The same task, and the same steps with the same observations.
    case exact(task: String, prefix: UInt64)
    /// The same last actions, whether the last one failed, and whether nothing came before them.
    case last(actions: [String], failed: Bool)
    /// Nothing has been done yet.
    case start

    /// The most actions that a context looks back on.
    static let longest = 3

    /// The contexts in which `trajectory` stands, the most telling one first; without the exact one.
    static func backOff(of steps: ArraySlice<Step>) -> [RecallContext] {
        guard let last = steps.last else { return [.start] }
        let actions = steps.suffix(longest).map(\.action.canonical)
        return (1...actions.count).reversed().map {
            .last(actions: actions.suffix($0), failed: last.observation.isError)
        }
    }
}
