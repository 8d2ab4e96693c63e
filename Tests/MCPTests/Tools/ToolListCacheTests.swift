import Planning
import Testing

@testable import MCP

struct ToolListCacheTests {
    private func list(_ freshness: Duration) -> ToolList {
        ToolList(tools: [], omissions: [], freshness: freshness)
    }

    @Test func aListHoldsForAsLongAsItsServerSays() {
        var cache = ToolListCache()
        #expect(cache.current(at: .zero, hearsNotices: true) == nil)
        cache.store(list(.seconds(10)), at: .seconds(5), asOf: cache.changes)
        #expect(cache.current(at: .seconds(14), hearsNotices: true) != nil)
        #expect(cache.current(at: .seconds(15), hearsNotices: true) == nil)
    }

    @Test func aListWithoutATimeHoldsUntilItChanges() {
        var cache = ToolListCache()
        cache.store(list(.zero), at: .zero, asOf: cache.changes)
        #expect(cache.current(at: .seconds(1_000_000), hearsNotices: true) != nil)
        cache.invalidate()
        #expect(cache.current(at: .zero, hearsNotices: true) == nil)
    }

    @Test func aListWithoutATimeHoldsOnlyAsLongAsNewsOfItIsHeard() {
        var cache = ToolListCache()
        cache.store(list(.zero), at: .zero, asOf: cache.changes)
        #expect(cache.current(at: .zero, hearsNotices: false) == nil)
        cache.store(list(.seconds(10)), at: .zero, asOf: cache.changes)
        #expect(cache.current(at: .seconds(9), hearsNotices: false) != nil)
    }

    @Test func aListThatWasOnItsWayWhenItChangedIsOld() {
        var cache = ToolListCache()
        let asked = cache.changes
        cache.invalidate()
        cache.store(list(.seconds(10)), at: .zero, asOf: asked)
        #expect(cache.current(at: .zero, hearsNotices: true) == nil)
        cache.store(list(.seconds(10)), at: .zero, asOf: cache.changes)
        #expect(cache.current(at: .zero, hearsNotices: true) != nil)
    }
}
