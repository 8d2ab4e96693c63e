import FlyingSocks
import Ledger
import Planning

/// The news of the record as server-sent events: which runs have new events. The number of the last event is the
/// event's `id`, so a browser whose connection broke goes on where it was.
///
/// Nobody tells one process what another has written, so the record is looked at again and again; where nothing has
/// happened that is one look-up.
struct LiveEvents: AsyncBufferedSequence {
    typealias Element = UInt8

    /// How long news may wait, well below what a person notices.
    private static let pause = Duration.milliseconds(50)
    /// Looks without news after which a line is sent that means nothing, so that it shows when nobody listens any more.
    private static let silence = 200

    let store: LedgerStore
    /// The number of the last event that the browser knows of; nil when it begins.
    let last: Int64?

    func makeAsyncIterator() -> Iterator { Iterator(store: store, last: last) }

    struct Iterator: AsyncBufferedIteratorProtocol {
        let store: LedgerStore
        var last: Int64?
        private var hasGreeted = false
        private var waiting: ArraySlice<UInt8> = []

        init(store: LedgerStore, last: Int64?) {
            self.store = store
            self.last = last
        }

        mutating func next() async throws -> UInt8? {
            if waiting.isEmpty { waiting = try await nextBuffer(suggested: 1)?[...] ?? [] }
            return waiting.popFirst()
        }

        mutating func nextBuffer(suggested count: Int) async throws -> [UInt8]? {
            if !hasGreeted {
                hasGreeted = true
                let changes = try await store.changes(after: last)
                last = changes.last
                return Array(Self.text(changes, named: "hello").utf8)
            }
            for _ in 0..<LiveEvents.silence {
                try await ContinuousClock().sleep(for: LiveEvents.pause)
                // A record that is locked for a moment has no news in it.
                guard let changes = try? await store.changes(after: last), !changes.runs.isEmpty else { continue }
                last = changes.last
                return Array(Self.text(changes, named: "runs").utf8)
            }
            return Array(":\n\n".utf8)
        }

        private static func text(_ changes: LedgerStore.Changes, named name: String) -> String {
            let runs = changes.runs.map { "\"\($0)\"" }.joined(separator: ",")
            return "retry: 1000\nid: \(changes.last)\nevent: \(name)\ndata: {\"runs\":[\(runs)]}\n\n"
        }
    }
}
