import Foundation
import Planning

/// Each event as a line of JSON, as it happens.
struct EventLines: EventSink {
    let console: Console

    func record(_ event: RunEvent) {
        guard let line = try? event.jsonLine() else { return }
        console.print(String(decoding: line, as: UTF8.self))
    }
}
