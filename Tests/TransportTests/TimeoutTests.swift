import HTTPTypes
import LoopbackServer
import Testing
import Transport

@Suite(.timeLimit(.minutes(1)))
struct TimeoutTests {
    private let client = HTTPClient()

    @Test func aConnectionThatDoesNotComeToStandTimesOut() async throws {
        // TCP stands at once, but the server never says its part of the TLS handshake.
        let server = try ScriptedServer { _ in [.hang] }
        let request = HTTPRequest(method: .get, scheme: "https", authority: server.authority, path: "/")
        let options = HTTPOptions(connectTimeout: .milliseconds(50), maximumBytes: 1000)
        #expect(await code { _ = try await client.send(request, options: options) } == .connectTimedOut)
        await server.connectionClosed(1)
    }

    @Test func aServerThatSaysNothingMissesTheFirstByte() async throws {
        let server = try ScriptedServer { _ in [.hang] }
        let options = HTTPOptions(firstByteTimeout: .milliseconds(50), maximumBytes: 1000)
        #expect(await code { _ = try await client.send(server.request(), options: options) } == .firstByteTimedOut)
        await server.connectionClosed(1)
    }

    @Test func theFirstByteTimeoutIsOverWithTheFirstByte() async throws {
        let server = try ScriptedServer { _ in
            [.eventsHead, .chunk([1]), .pause(.milliseconds(1500)), .chunk([2]), .lastChunk]
        }
        let options = HTTPOptions(firstByteTimeout: .seconds(1), maximumBytes: 1000)
        let reply = try await client.send(server.request(), options: options)
        #expect(try await reply.body.collect(limit: 10) == [1, 2])
    }

    @Test func silenceWithinAReplyTimesOut() async throws {
        let server = try ScriptedServer { _ in [.eventsHead, .chunk([1]), .hang] }
        let options = HTTPOptions(idleTimeout: .milliseconds(50), maximumBytes: 1000)
        var chunks = try await client.send(server.request(), options: options).body.makeAsyncIterator()
        #expect(try await chunks.next() == [1])
        #expect(await code { _ = try await chunks.next() } == .idleTimedOut)
        await server.connectionClosed(1)
    }

    @Test func aHeadThatStopsHalfwayIsSilenceToo() async throws {
        let server = try ScriptedServer { _ in [.text("HTTP/1.1 200 OK\r\nX-Half: "), .text("1\r\n"), .hang] }
        let options = HTTPOptions(idleTimeout: .milliseconds(50), maximumBytes: 1000)
        #expect(await code { _ = try await client.send(server.request(), options: options) } == .idleTimedOut)
    }

    @Test func aDrippingBodyIsStoppedByTheTotalTimeout() async throws {
        let server = try ScriptedServer { _ in
            [
                .eventsHead,
                .produce {
                    try? await Task.sleep(for: .milliseconds(5))
                    return Task.isCancelled ? nil : Array("1\r\nx\r\n".utf8)
                },
            ]
        }
        let options = HTTPOptions(idleTimeout: .seconds(30), totalTimeout: .milliseconds(150), maximumBytes: 1000)
        let code = await code {
            _ = try await client.send(server.request(), options: options).body.collect(limit: 1000)
        }
        #expect(code == .totalTimedOut)
        await server.connectionClosed(1)
    }

    @Test func theTotalTimeoutCoversTheWaitForTheHead() async throws {
        let server = try ScriptedServer { _ in [.hang] }
        let options = HTTPOptions(
            firstByteTimeout: .seconds(30), totalTimeout: .milliseconds(50), maximumBytes: 1000)
        #expect(await code { _ = try await client.send(server.request(), options: options) } == .totalTimedOut)
    }

    @Test func theTotalTimeoutCoversAllRedirectsTogether() async throws {
        let server = try ScriptedServer { request in
            [.pause(.milliseconds(20))] + ServerScript.redirect(to: request.path + "x")
        }
        let options = HTTPOptions(totalTimeout: .milliseconds(100), maximumBytes: 1000, maximumRedirects: 1_000_000)
        #expect(await code { _ = try await client.send(server.request(), options: options) } == .totalTimedOut)
    }

    @Test func theReadersOwnPauseIsNoSilenceOfTheServer() async throws {
        let size = 64 << 20
        let server = try ScriptedServer { _ in
            .reply(body: [UInt8](repeating: 7, count: size))
        }
        let options = HTTPOptions(idleTimeout: .milliseconds(100), maximumBytes: size)
        let reply = try await client.send(server.request(), options: options)
        // Long enough for the time-out to strike, were it counted while the transfer is held up.
        try await Task.sleep(for: .milliseconds(400))
        #expect(try await reply.body.collect(limit: size).count == size)
    }

    @Test func waitingForAFreeConnectionIsNotConnecting() async throws {
        let server = try ScriptedServer { _ in [.pause(.milliseconds(300))] + ServerScript.reply(text: "ok") }
        let client = HTTPClient(configuration: .init(maximumConnectionsPerHost: 1))
        let options = HTTPOptions(connectTimeout: .milliseconds(100), maximumBytes: 1000)
        try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<3 {
                group.addTask { try await client.send(server.request(), options: options).body.text() }
            }
            for try await text in group { #expect(text == "ok") }
        }
        #expect(server.acceptedConnections == 1)
    }
}
