import Transport

/// Events are the same however the network cuts the stream.
enum EventsTarget {
    static func feed(_ bytes: UnsafeBufferPointer<UInt8>) {
        let whole = events([Array(bytes)])
        precondition(events(bytes.map { [$0] }) == whole, "byte by byte there are other events")
        let cut = bytes.isEmpty ? 0 : Int(bytes[0]) % bytes.count
        precondition(events([Array(bytes[..<cut]), Array(bytes[cut...])]) == whole, "in two pieces there are others")
    }

    private static func events(_ pieces: [[UInt8]]) -> [ServerSentEvent] {
        var parser = ServerSentEventParser(maximumLineBytes: 64, maximumEventBytes: 128)
        var events: [ServerSentEvent] = []
        for piece in pieces {
            do { events += try parser.push(piece) } catch { break }
        }
        return events
    }
}
