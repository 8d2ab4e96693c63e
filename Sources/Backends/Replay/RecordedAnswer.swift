public import Foundation
public import Planning

/// One call as it was recorded: which request it answered, what came, and how it failed if it did.
public struct RecordedAnswer: Sendable, Hashable {
    /// The fingerprint of the request.
    public let request: String
    /// The events, in order.
    public let events: [ModelEvent]
    /// The failure after the last event.
    public let failure: BackendError?

    /// A recorded answer to `request`.
    public init(to request: ModelRequest, events: [ModelEvent], failure: BackendError? = nil) {
        self.request = request.fingerprint
        self.events = events
        self.failure = failure
    }

    /// One line of JSON, without a line feed.
    public func jsonLine() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }

    /// Reads the lines of a recording.
    /// - Throws: ``RecordingError``, which names the line that cannot be read.
    public static func read(jsonLines: Data) throws(RecordingError) -> [RecordedAnswer] {
        var answers: [RecordedAnswer] = []
        let lines = jsonLines.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where !line.isEmpty {
            guard let answer = try? JSONDecoder().decode(RecordedAnswer.self, from: Data(line)) else {
                throw RecordingError(line: index + 1)
            }
            answers.append(answer)
        }
        return answers
    }
}

/// A line of a recording that cannot be read.
public struct RecordingError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The line; 1 is the first.
    public let line: Int

    public var description: String {
        "line \(line) of the recording is no recorded answer; record it again, or remove the line"
    }
}
