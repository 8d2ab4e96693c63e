@testable import MCP
import Planning
import Transport

/// All that a server of tools ever says. The first byte chooses how it comes: as lines of a program, as a stream of
/// events or as the body of an answer.
enum MCPTarget {
    private static let limits = {
        var limits = MCPLimits()
        (limits.messageBytes, limits.pages, limits.tools, limits.resultBytes) = (2048, 4, 8, 64)
        return limits
    }()

    static func feed(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let way = bytes.first else { return }
        let said = Array(bytes.dropFirst())
        var reader = MCPReader(limits: limits)
        for piece in way % 3 == 0 ? lines(said) : way % 3 == 1 ? events(said) : [said] {
            for message in (try? RPCMessage.all(in: piece)) ?? [] { reader.take(message) }
        }
        var log = ErrorLog(limit: 256)
        log.append(said)
        precondition(
            log.lastWords().utf8.count <= 3 * 256 + 6 * 8, "more is told of a server than it is allowed to say")
    }

    /// Lines are the same however the pipe cuts them.
    private static func lines(_ bytes: [UInt8]) -> [[UInt8]] {
        var (whole, slow) = (MessageLines(limit: limits.messageBytes), MessageLines(limit: limits.messageBytes))
        let lines = whole.push(bytes)
        precondition(bytes.flatMap { slow.push([$0]) } == lines, "byte by byte there are other lines")
        precondition(slow.isTooLong == whole.isTooLong, "byte by byte a line is longer")
        return lines
    }

    private static func events(_ bytes: [UInt8]) -> [[UInt8]] {
        var parser = ServerSentEventParser(
            maximumLineBytes: limits.messageBytes, maximumEventBytes: limits.messageBytes)
        return ((try? parser.push(bytes)) ?? []).map { Array($0.data.utf8) }
    }
}
