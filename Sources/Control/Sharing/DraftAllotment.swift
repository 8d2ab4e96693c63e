/// A number of drafts that may be there and unverified, shared by tasks that run at once: the most promising
/// ones first, and among equals who has waited longest (TETRIS, algorithms.md 6.9).
///
/// A value without time or chance: equal wishes in equal order get equal answers. Only drafts ask; whatever
/// is needed anyway, such as a verification at the frontier of a task, never has to.
public struct DraftAllotment: Sendable, Hashable {
    /// Names a wish, in the order in which they came.
    public typealias Wish = Int

    /// The most that are granted at once.
    public let slots: Int
    private var granted: Set<Wish> = []
    private var waiting: [Wish: DraftWorth] = [:]
    private var next = 0

    /// - Parameter slots: the most that are granted at once; none are with 0.
    public init(slots: Int) {
        self.slots = max(0, slots)
    }

    /// How many are granted.
    public var grantedCount: Int { granted.count }
    /// How many wait.
    public var waitingCount: Int { waiting.count }

    /// A task would draft.
    public mutating func ask(_ worth: DraftWorth) -> Wish {
        defer { next += 1 }
        waiting[next] = worth
        return next
    }

    /// What is known of a wish has changed. One that is granted stays so.
    public mutating func reconsider(_ wish: Wish, _ worth: DraftWorth) {
        if waiting[wish] != nil { waiting[wish] = worth }
    }

    /// A draft is verified, or not wanted any more.
    public mutating func leave(_ wish: Wish) {
        granted.remove(wish)
        waiting[wish] = nil
    }

    /// Grants what there is room for.
    /// - Returns: whose turn it is now, the most promising first.
    public mutating func grant() -> [Wish] {
        var turns: [Wish] = []
        while granted.count < slots,
            let best = waiting.max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) })?.key
        {
            waiting[best] = nil
            granted.insert(best)
            turns.append(best)
        }
        return turns
    }
}
