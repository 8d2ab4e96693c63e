@testable import Dashboard
import FlyingSocks
import Ledger
import Planning
import Testing

struct LiveEventsTests {
    private let fixture: SiteFixture
    private let run = SampleRun.ended()

    init() throws {
        fixture = try SiteFixture()
    }

    /// The next event that is no silence.
    private func next(_ events: inout LiveEvents.Iterator) async throws -> String {
        while let buffer = try await events.nextBuffer(suggested: 4096) {
            let text = String(decoding: buffer, as: UTF8.self)
            if text != ":\n\n" { return text }
        }
        return ""
    }

    @Test func whoBeginsHearsOnlyOfWhatComes() async throws {
        try await fixture.keep(run.events.prefix(4))
        var events = LiveEvents(store: fixture.store, last: nil).makeAsyncIterator()
        #expect(try await next(&events) == "retry: 1000\nid: 4\nevent: hello\ndata: {\"runs\":[]}\n\n")
        try await fixture.keep(run.events.dropFirst(4).prefix(2))
        #expect(try await next(&events) == "retry: 1000\nid: 6\nevent: runs\ndata: {\"runs\":[\"\(run.id)\"]}\n\n")
    }

    @Test func whoComesBackHearsWhatHappenedMeanwhile() async throws {
        try await fixture.keep(run.events.prefix(6))
        var events = LiveEvents(store: fixture.store, last: 4).makeAsyncIterator()
        #expect(try await next(&events) == "retry: 1000\nid: 6\nevent: hello\ndata: {\"runs\":[\"\(run.id)\"]}\n\n")
    }

    @Test func anEventMayBeReadByteByByte() async throws {
        var events = LiveEvents(store: fixture.store, last: nil).makeAsyncIterator()
        var text = ""
        while !text.hasSuffix("\n\n"), let byte = try await events.next() { text.unicodeScalars.append(.init(byte)) }
        #expect(text == "retry: 1000\nid: 0\nevent: hello\ndata: {\"runs\":[]}\n\n")
    }

    @Test func theSiteGoesOnBehindTheLastEventThatABrowserKnows() async {
        func last(_ fields: [String: String], _ query: [String: String] = [:]) async -> Int64? {
            let fields = fields.merging(["host": "localhost"]) { $1 }
            let answer = await fixture.site.answer(PageRequest(path: "/api/live", query: query, fields: fields))
            #expect(answer.fields["Content-Type"] == "text/event-stream; charset=utf-8")
            guard case .live(let last) = answer.body else { return -1 }
            return last
        }
        #expect(await last([:]) == nil)
        #expect(await last(["last-event-id": "7"]) == 7)
        #expect(await last([:], ["after": "9"]) == 9)
        #expect(await last(["last-event-id": "none"]) == nil)
    }
}
