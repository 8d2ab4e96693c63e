/// The tools of a run's newest steps: committed ones, then drafted ones.
struct StepHistory: Sendable, Hashable, Codable {
    private var tools: [ToolMark] = []
    /// How many of `tools` are committed.
    private var kept = 0
    /// Committed steps that are no longer in `tools`.
    private var dropped: Int

    init(committed: Int = 0) {
        dropped = max(committed, 0)
    }

    /// The steps before `position`, as far as they are known.
    func before(_ position: Int) -> ArraySlice<ToolMark> {
        tools[..<min(max(position &- 1 &- dropped, 0), tools.count)]
    }

    /// A draft replaces whatever was drafted there and after it.
    mutating func draft(_ tool: ToolMark, at position: Int) {
        let index = position &- 1 &- dropped
        guard (kept...tools.count).contains(index) else { return }
        tools.removeSubrange(index...)
        tools.append(tool)
    }

    /// Drafts from `position` on are gone.
    mutating func forget(from position: Int) {
        let index = position &- 1 &- dropped
        if (kept..<tools.count).contains(index) { tools.removeSubrange(index...) }
    }

    /// The next step is committed; drafts after a different one are gone.
    mutating func commit(_ tool: ToolMark) {
        if kept == tools.count || tools[kept] != tool {
            tools.removeSubrange(kept...)
            tools.append(tool)
        }
        kept += 1
        guard kept > Self.capacity else { return }
        tools.removeFirst(kept - Self.looksBack)
        dropped &+= kept - Self.looksBack
        kept = Self.looksBack
    }

    private static let capacity = 64
    /// More than the features of a state look back.
    private static let looksBack = 8

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        tools = try container.decode([ToolMark].self, forKey: .tools)
        kept = try container.decode(Int.self, forKey: .kept)
        dropped = try container.decode(Int.self, forKey: .dropped)
        guard (0...tools.count).contains(kept), dropped >= 0 else {
            throw DecodingError.dataCorruptedError(
                forKey: .kept, in: container, debugDescription: "More steps are committed than there are.")
        }
    }
}
