/// The list of a server's tools that was fetched last, and whether it still holds. A value; whoever asks has the clock.
///
/// A list whose server gives it no time to live holds until the server says that it has changed, as long as that would
/// be heard: what an agent is told of its tools should not depend on when somebody asks again.
struct ToolListCache: Sendable {
    private var list: ToolList?
    private var fetched = Duration.zero
    private var isStale = false
    /// Counts the news of changes, so that a list which was on its way when they came is known to be old.
    private(set) var changes = 0

    /// The list, if it still holds at the time `now`.
    /// - Parameter hearsNotices: whether the server would be heard if it said that its tools have changed.
    func current(at now: Duration, hearsNotices: Bool) -> ToolList? {
        guard let list, !isStale else { return nil }
        guard list.freshness == .zero ? hearsNotices : now < fetched + list.freshness else { return nil }
        return list
    }

    /// A list has been fetched.
    /// - Parameter changes: ``changes`` when it was asked for.
    mutating func store(_ list: ToolList, at now: Duration, asOf changes: Int) {
        self.list = list
        fetched = now
        isStale = changes != self.changes
    }

    /// The server has said that its tools are others now, or is another one.
    mutating func invalidate() {
        isStale = true
        changes += 1
    }
}
