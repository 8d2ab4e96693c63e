import Foundation
import Planning
import Transport

@testable import Backends

/// A recorded-looking stream from `Tests/Fixtures`, and what the codec of its provider makes of it.
struct Fixture: CustomStringConvertible, Sendable {
    let name: String
    let bytes: [UInt8]

    var description: String { name }

    /// The fixture of that name, or no more than its first bytes.
    init(_ name: String, prefix: Int = .max) throws {
        self.name = name
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let ending = name.hasPrefix("ollama-native/") ? "ndjson" : "sse"
        bytes = Array(try Data(contentsOf: folder.appending(path: "Fixtures/\(name).\(ending)")).prefix(prefix))
    }

    /// Bytes as a broken server might send them.
    init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    /// The wire format of the provider.
    var api: Provider.API {
        switch name.prefix(while: { $0 != "/" }) {
        case "anthropic": .anthropic
        case "openai-responses": .responses
        case "gemini": .gemini
        case "ollama-native": .ollama
        default: .openai
        }
    }

    var format: any WireFormat { Sample.provider(api).format }

    /// The events, and the failure that ended them if one did, when the bytes arrive in the pieces given.
    func decoded(in pieces: [ArraySlice<UInt8>]) throws -> (events: [ModelEvent], failure: BackendError?) {
        var parser = PieceParser(format.framing)
        var decoder = format.decoder(for: Sample.request(), failures: Sample.failures)
        var events: [ModelEvent] = []
        do {
            for piece in pieces {
                for payload in try parser.push(piece) { events += try decoder.push(payload) }
            }
            for payload in try parser.finish() { events += try decoder.push(payload) }
            return (try events + decoder.end(), nil)
        } catch let failure as BackendError {
            return (events, failure)
        }
    }

    /// The same when they arrive in two pieces.
    func decoded(splitAt place: Int) throws -> (events: [ModelEvent], failure: BackendError?) {
        try decoded(in: [bytes[..<place], bytes[place...]])
    }

    /// The whole answer.
    func decoded() throws -> (events: [ModelEvent], failure: BackendError?) { try decoded(splitAt: bytes.count) }
}

/// Cuts bytes into the payloads of an answer, however they are framed.
struct PieceParser {
    private var events = ServerSentEventParser()
    private var lines = LineParser()
    private let framing: AnswerFraming

    init(_ framing: AnswerFraming) { self.framing = framing }

    mutating func push(_ bytes: ArraySlice<UInt8>) throws -> [String] {
        switch framing {
        case .lines: try lines.push(bytes)
        case .events, .whole: try events.push(bytes).map(\.data)
        }
    }

    mutating func finish() throws -> [String] {
        if case .lines = framing { try lines.finish().map { [$0] } ?? [] } else { [] }
    }
}
