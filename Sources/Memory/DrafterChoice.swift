import Planning

/// What `--drafter` names: `memory`, `memory+NAME`, or the name of a model or an engine.
public struct DrafterChoice: Sendable, Hashable {
    /// Whether earlier runs are asked first.
    public let remembers: Bool
    /// Who drafts what is not remembered; nil for memory alone.
    public let other: String?

    /// Reads a name; `memory+` with nothing behind it is memory alone.
    public init(_ name: String) {
        let memory = CallAnnouncement.memory
        guard name == memory || name.hasPrefix(memory + "+") else {
            remembers = false
            other = name
            return
        }
        remembers = true
        let rest = name.dropFirst(memory.count + 1)
        other = rest.isEmpty ? nil : String(rest)
    }
}
