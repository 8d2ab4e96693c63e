import LoopbackServer
import Testing

@testable import Transport

@Suite(.timeLimit(.minutes(5)))
struct BackPressureTests {
    private let size = 64 << 20

    @Test func aServerCannotSendMoreThanTheWindowsWhileTheReaderWaits() async throws {
        let size = self.size
        let server = try ScriptedServer { request in
            request.path == "/large" ? .reply(body: [UInt8](repeating: 7, count: size)) : .reply(text: "small")
        }
        let client = HTTPClient()
        let reply = try await client.send(server.request("/large"), options: .generous)
        // The driver goes round many times meanwhile; it would long have taken everything.
        for _ in 0..<300 {
            #expect(try await client.send(server.request("/small"), options: .generous).body.text() == "small")
        }
        // The buffers of the two sockets and ours; those of the system are a few megabytes.
        #expect(server.bytesSent < 16 << 20)
        #expect(reply.body.lease.exchange.waitingBytes <= Exchange.highWater + (16 << 10))
        #expect(try await reply.body.collect(limit: size).count == size)
    }

    @Test func manyHoldUpsLoseNothing() async throws {
        let count = 8 << 20
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 13) }
        let server = try ScriptedServer { _ in .reply(body: bytes) }
        let reply = try await HTTPClient().send(server.request(), options: .generous)
        var received: [UInt8] = []
        for try await chunk in reply.body {
            received += chunk
            for _ in 0..<20 { await Task.yield() }
        }
        #expect(received == bytes)
    }

    @Test func compressedBodiesAreHeldUpToo() async throws {
        let packed = Gzip.zeros(runs: 3_000)
        let server = try ScriptedServer { _ in .reply(200, [("Content-Encoding", "gzip")], body: packed) }
        let reply = try await HTTPClient().send(server.request(), options: .generous)
        var received = 0
        for try await chunk in reply.body {
            received += chunk.count
            for _ in 0..<20 { await Task.yield() }
        }
        #expect(received == 258 * 3_000 + 1)
    }

    @Test func whatIsTooLargeAmongTheBytesKeptBackEndsTheExchange() async throws {
        // So little on the wire that curl unpacks it all at once and keeps what the reader does not take.
        let packed = Gzip.zeros(runs: 3_000)
        try #require(packed.count < 8 << 10)
        let server = try ScriptedServer { request in
            request.path == "/packed"
                ? .reply(200, [("Content-Encoding", "gzip")], body: packed) : .reply(text: "small")
        }
        let client = HTTPClient()
        // Beyond what waits for the reader, and within what comes next without another hold-up.
        let limit = Exchange.highWater + (64 << 10)
        let reply = try await client.send(server.request("/packed"), options: HTTPOptions(maximumBytes: limit))
        // Each round the driver has gone on to something else, so after the last the body is held up.
        var isFull = false
        while !isFull {
            isFull = reply.body.lease.exchange.waitingBytes >= Exchange.highWater
            #expect(try await client.send(server.request("/small"), options: .generous).body.text() == "small")
        }
        #expect(await code { _ = try await reply.body.collect(limit: 1 << 30) } == .tooLarge)
        await server.connectionClosed(1)
    }

    @Test func droppingAHeldUpBodyClosesItsConnection() async throws {
        let size = self.size
        let server = try ScriptedServer { _ in .reply(body: [UInt8](repeating: 7, count: size)) }
        let client = HTTPClient()
        do { _ = try await client.send(server.request(), options: .generous).head }
        await server.connectionClosed(1)
        #expect(server.bytesSent < size)
    }
}
