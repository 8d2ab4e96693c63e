import HTTPTypes
import LoopbackServer
import Testing
import Transport

@Suite(.timeLimit(.minutes(5)))
struct FailureTests {
    private let client = HTTPClient()

    private func failure(
        of request: HTTPRequest, _ options: HTTPOptions = .generous
    ) async -> TransportError? {
        await error { _ = try await client.send(request, options: options).body.collect(limit: 1 << 30) }
    }

    /// What comes of reading a body that breaks off: the bytes until then, and the error.
    private func remains(
        of server: ScriptedServer, _ options: HTTPOptions = .generous
    ) async throws -> (text: String, error: TransportError?) {
        let reply = try await client.send(server.request(), options: options)
        var bytes: [UInt8] = []
        let error = await error { for try await chunk in reply.body { bytes += chunk } }
        return (String(decoding: bytes, as: UTF8.self), error)
    }

    @Test func nobodyListeningIsUnreachable() async {
        let request = HTTPRequest(method: .get, scheme: "http", authority: "127.0.0.1:1", path: "/")
        #expect(await failure(of: request)?.code == .unreachable)
    }

    @Test(arguments: [ServerPart.cut, .reset])
    func aConnectionLostBeforeTheReplyIsNoCutReply(part: ServerPart) async throws {
        let server = try ScriptedServer { _ in [part] }
        #expect(await failure(of: server.request())?.code == .resetBeforeFirstByte)
    }

    @Test func whatALostConnectionMayHaveCarriedOutIsNotSentAgain() async throws {
        let server = try ScriptedServer { $0.path == "/first" ? .reply(text: "kept open") : [.cut] }
        _ = try await client.send(server.request("/first"), options: .generous).body.text()
        #expect(await failure(of: server.request("/act", method: .post))?.code == .resetBeforeFirstByte)
        #expect(server.requests.map(\.path) == ["/first", "/act"])
    }

    @Test func whatDoesNoHarmTwiceIsSentAgainWhenAKeptConnectionIsLost() async throws {
        let server = try ScriptedServer { $0.path == "/first" ? .reply(text: "kept open") : [.cut] }
        _ = try await client.send(server.request("/first"), options: .generous).body.text()
        #expect(await failure(of: server.request("/look"))?.code == .resetBeforeFirstByte)
        #expect(server.requests.map(\.path) == ["/first", "/look", "/look"])
    }

    @Test func aConnectionLostWithinTheHeadIsACutReply() async throws {
        let server = try ScriptedServer { _ in [.text("HTTP/1.1 200 OK\r\nX-One: 1\r\n"), .cut] }
        #expect(await failure(of: server.request())?.code == .cutOff)
    }

    @Test func aBodyShorterThanItsLengthIsCut() async throws {
        let server = try ScriptedServer { _ in [.head(200, [("Content-Length", "10")]), .text("half"), .cut] }
        let (text, error) = try await remains(of: server)
        #expect(text == "half")
        #expect(error?.code == .cutOff)
    }

    @Test func aChunkedBodyWithoutItsEndIsCut() async throws {
        let server = try ScriptedServer { _ in [.eventsHead, .chunk(Array("half".utf8)), .cut] }
        let (text, error) = try await remains(of: server)
        #expect(text == "half")
        #expect(error?.code == .cutOff)
    }

    @Test func aResetWithinTheBodyIsACutToo() async throws {
        let gate = Gate()
        let server = try ScriptedServer { _ in [.eventsHead, .chunk([1]), .gate(gate), .reset] }
        var chunks = try await client.send(server.request(), options: .generous).body.makeAsyncIterator()
        #expect(try await chunks.next() == [1])
        gate.open()
        #expect(await code { _ = try await chunks.next() } == .cutOff)
        // The error stays; it is not the end of a whole body.
        #expect(await code { _ = try await chunks.next() } == .cutOff)
    }

    @Test func aCutStreamOfEventsIsAnErrorAndNotAnEnd() async throws {
        let server = try ScriptedServer { _ in [.eventsHead, .chunk(Array("data: 1\n\ndata: 2\n".utf8)), .cut] }
        var events = try await client.send(server.request(), options: .generous).body.serverSentEvents()
            .makeAsyncIterator()
        #expect(try await events.next()?.data == "1")
        #expect(await code { _ = try await events.next() } == .cutOff)
    }

    @Test func bytesBeyondTheLengthAreNotPartOfTheBody() async throws {
        let server = try ScriptedServer { _ in [.head(200, [("Content-Length", "4")]), .text("bodyHTTP/1.1 evil")] }
        let (text, error) = try await remains(of: server)
        #expect(text == "body")
        #expect(error == nil)
    }

    @Test(arguments: ["\u{0}\u{1}\u{2}nonsense\r\n\r\n", "SSH-2.0-OpenSSH_9.2\r\n", "HTTP/9.9 banana\r\n\r\n"])
    func whatIsNotHTTPIsAnError(garbage: String) async throws {
        let server = try ScriptedServer { _ in [.text(garbage), .cut] }
        let error = await failure(of: server.request())
        #expect(error?.code == .protocolError)
    }

    @Test func aBodyThatIsNotCompressedAsAnnouncedIsAnError() async throws {
        let server = try ScriptedServer { _ in .reply(200, [("Content-Encoding", "gzip")], text: "not gzip at all") }
        #expect(await failure(of: server.request())?.code == .protocolError)
    }

    @Test func aHeadWithoutEndIsTooLarge() async throws {
        let server = try ScriptedServer { _ in
            [
                .text("HTTP/1.1 200 OK\r\n"),
                .produce { Array("X-More: \(String(repeating: "x", count: 1000))\r\n".utf8) },
            ]
        }
        #expect(await failure(of: server.request())?.code == .tooLarge)
        await server.connectionClosed(1)
    }

    @Test func aBodyBeyondItsLimitEndsTheExchange() async throws {
        let server = try ScriptedServer { _ in
            [.head(200, []), .produce { [UInt8](repeating: 0, count: 4096) }]
        }
        #expect(await failure(of: server.request(), HTTPOptions(maximumBytes: 100_000))?.code == .tooLarge)
        await server.connectionClosed(1)
    }

    @Test func aBodyOfExactlyTheLimitIsWhole() async throws {
        let server = try ScriptedServer { _ in .reply(text: "0123456789") }
        #expect(await failure(of: server.request(), HTTPOptions(maximumBytes: 10)) == nil)
        #expect(await failure(of: server.request(), HTTPOptions(maximumBytes: 9))?.code == .tooLarge)
    }

    @Test func collectingHasItsOwnLimit() async throws {
        let server = try ScriptedServer { _ in .reply(text: "0123456789") }
        let reply = try await client.send(server.request(), options: .generous)
        #expect(await code { _ = try await reply.body.collect(limit: 9) } == .tooLarge)
    }

    @Test func aGzipBombCountsAsLargeAsItUnpacks() async throws {
        let bomb = Gzip.zeros(runs: 100_000, hasChecksum: false)
        try #require(bomb.count < 200_000)
        let server = try ScriptedServer { _ in .reply(200, [("Content-Encoding", "gzip")], body: bomb) }
        #expect(await failure(of: server.request(), HTTPOptions(maximumBytes: 10_000_000))?.code == .tooLarge)
    }

    @Test(
        arguments: [
            HTTPRequest(method: .get, scheme: nil, authority: "127.0.0.1:1", path: "/"),
            HTTPRequest(method: .get, scheme: "http", authority: nil, path: "/"),
            HTTPRequest(method: .get, scheme: "http", authority: "", path: "/"),
            HTTPRequest(method: .get, scheme: "ftp", authority: "127.0.0.1:1", path: "/"),
            HTTPRequest(method: .get, scheme: "file", authority: "127.0.0.1", path: "/etc/passwd"),
            HTTPRequest(method: .get, scheme: "http", authority: "127.0.0.1:1/other", path: "/"),
            HTTPRequest(method: .get, scheme: "http", authority: "127.0.0.1:99999", path: "/"),
            HTTPRequest(method: .get, scheme: "http", authority: "127.0.0.1:1", path: "relative"),
            HTTPRequest(method: .get, scheme: "http", authority: "127.0.0.1:1", path: "/a b"),
            HTTPRequest(method: .get, scheme: "http", authority: "127.0.0.1:1", path: "/a\r\nX-Evil: 1"),
        ])
    func whatIsNoRequestIsNotSent(request: HTTPRequest) async {
        #expect(await failure(of: request)?.code == .invalidRequest)
    }

    @Test func errorsKeepUserPasswordAndQueryToThemselves() async throws {
        let server = try ScriptedServer { _ in [.cut] }
        var request = server.request("/path?key=queryword")
        request.authority = "userword:passwordword@\(server.authority)"
        request.headerFields[.authorization] = "Bearer headerword"
        var errors = [try #require(await failure(of: request))]
        request.authority = "userword:passwordword@127.0.0.1:1"
        errors.append(try #require(await failure(of: request)))
        request.path = "/path?key=queryword blank"
        errors.append(try #require(await failure(of: request)))
        for error in errors {
            for secret in ["userword", "passwordword", "queryword", "headerword"] {
                #expect(!"\(error)".contains(secret) && !String(reflecting: error).contains(secret))
            }
        }
        #expect(errors[0].description.contains("GET http://\(server.authority)/path"))
    }
}
