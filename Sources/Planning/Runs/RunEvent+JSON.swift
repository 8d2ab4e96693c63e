public import Foundation

extension RunEvent {
    /// The event as one line of JSON, keys in snake case: the form in which events are stored and
    /// printed.
    public func jsonLine() throws -> Data {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }

    /// Reads an event that ``jsonLine()`` wrote.
    public init(jsonLine: Data) throws {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        self = try decoder.decode(RunEvent.self, from: jsonLine)
    }
}
