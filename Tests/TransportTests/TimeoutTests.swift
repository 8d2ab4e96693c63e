import HTTPTypes
import Testing
import Transport

@testable import LoopbackServer

@Suite(.timeLimit(.minutes(5)))
struct TimeoutTests {
    private let client = HTTPClient()

    @Test func aConnectionThatDoesNotComeToStandTimesOut() async throws {
        // TCP stands at once, but nobody accepts, and so nobody takes part in the TLS handshake.
        let socket = try ListeningSocket()
        let request = HTTPRequest(method: .get, scheme: "https", authority: "127.0.0.1:\(socket.port)", path: "/")
        let options = HTTPOptions(connectTimeout: .milliseconds(50), maximumBytes: 1000)
        #expect(await code { _ = try await client.send(request, options: options) } == .connectTimedOut)
    }

    @Test func aServerThatSaysNothingMissesTheFirstByte() async throws {
        let server = try ScriptedServer { _ in [.hang] }
        let options = HTTPOptions(firstByteTimeout: .milliseconds(50), maximumBytes: 1000)
        #expect(await code { _ = try await client.send(server.request(), options: options) } == .firstByteTimedOut)
        await server.connectionClosed(1)
    }

    @Test func silenceWithinAReplyTimesOut() async throws {
        let server = try ScriptedServer { _ in [.text("HTTP/1.1 200 OK\r\n\r\n\u{1}"), .hang] }
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
        await server.allConnectionsClosed()
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

    @Test func waitingForAFreeConnectionIsNotConnecting() async throws {
        let gate = Gate()
        let server = try ScriptedServer { _ in
            [.gate(gate), .pause(.milliseconds(100))] + ServerScript.reply(text: "ok")
        }
        let client = HTTPClient(configuration: .init(maximumConnectionsPerHost: 1))
        try await withThrowingTaskGroup(of: String.self) { group in
            group.addTask { try await client.send(server.request(), options: .generous).body.text() }
            await server.received(1)
            // From here on nobody has to connect, and so nobody can be too slow at it.
            let options = HTTPOptions(connectTimeout: .milliseconds(50), maximumBytes: 1000)
            for _ in 0..<3 {
                group.addTask { try await client.send(server.request(), options: options).body.text() }
            }
            gate.open()
            for try await text in group { #expect(text == "ok") }
        }
        #expect(server.acceptedConnections == 1)
    }
}
