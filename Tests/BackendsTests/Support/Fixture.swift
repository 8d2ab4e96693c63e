import Foundation
import Planning
import Transport

@testable import Backends

/// A recorded-looking stream from `Tests/Fixtures`, and what the codec makes of it.
struct Fixture: CustomStringConvertible, Sendable {
    let name: String
    let bytes: [UInt8]

    var description: String { name }

    /// The fixture of that name, or no more than its first bytes.
    init(_ name: String, prefix: Int = .max) throws {
        self.name = name
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        bytes = Array(try Data(contentsOf: folder.appending(path: "Fixtures/\(name).sse")).prefix(prefix))
    }

    /// The events, and the failure that ended them if one did, when the bytes arrive in two pieces.
    func decoded(splitAt place: Int) throws -> (events: [ModelEvent], failure: BackendError?) {
        var parser = ServerSentEventParser()
        var decoder = OpenAIChatDecoder(failures: Sample.failures)
        var events: [ModelEvent] = []
        do {
            for piece in [bytes[..<place], bytes[place...]] {
                for event in try parser.push(piece) { events += try decoder.push(event.data) }
            }
            return (try events + decoder.end(), nil)
        } catch let failure as BackendError {
            return (events, failure)
        }
    }

    /// The whole answer.
    func decoded() throws -> (events: [ModelEvent], failure: BackendError?) { try decoded(splitAt: bytes.count) }
}
