import HTTPTypes
import LoopbackServer
import Testing
import Transport

@Suite(.timeLimit(.minutes(1)))
struct ExchangeTests {
    @Test func aReplyHasItsStatusFieldsAndBody() async throws {
        let server = try ScriptedServer { _ in .reply(201, [("X-One", "1"), ("X-Two", " a  b ")], text: "hello") }
        let reply = try await HTTPClient().send(server.request("/path?q=1"), options: .generous)
        #expect(reply.head.status.code == 201)
        #expect(reply.head.headerFields[HTTPField.Name("x-one")!] == "1")
        #expect(reply.head.headerFields[HTTPField.Name("X-Two")!] == "a  b")
        #expect(try await reply.body.text() == "hello")
        #expect(server.requests.map(\.target) == ["/path?q=1"])
    }

    @Test func aRequestArrivesAsItWasGiven() async throws {
        let server = try ScriptedServer { _ in .reply() }
        let client = HTTPClient(configuration: .init(userAgent: "tester/1"))
        let body = (0..<2_000_000).map { UInt8(truncatingIfNeeded: $0) }
        let request = server.request(
            "/v1", method: .post, fields: [.contentType: "application/json", .authorization: "Bearer k", .accept: ""])
        _ = try await client.send(request, body: body, options: .generous)
        let received = try #require(server.requests.first)
        #expect(received.method == "POST")
        #expect(received.body == body)
        #expect(received.header("content-type") == "application/json")
        #expect(received.header("authorization") == "Bearer k")
        #expect(received.header("accept") == "")
        #expect(received.header("user-agent") == "tester/1")
        #expect(received.header("host") == server.authority)
        #expect(received.header("expect") == nil)
    }

    @Test(arguments: [HTTPRequest.Method.get, .post, .put, .delete, .patch, .options])
    func everyMethodWorksWithoutABody(method: HTTPRequest.Method) async throws {
        let server = try ScriptedServer { request in .reply(text: request.method) }
        let reply = try await HTTPClient().send(server.request(method: method), options: .generous)
        #expect(try await reply.body.text() == method.rawValue)
        #expect(server.requests.first?.header("content-type") == nil)
    }

    @Test func aHeadRequestHasNoBodyToWaitFor() async throws {
        let server = try ScriptedServer { _ in [.head(200, [("Content-Length", "1000")])] }
        let reply = try await HTTPClient().send(server.request(method: .head), options: .generous)
        #expect(reply.head.headerFields[.contentLength] == "1000")
        #expect(try await reply.body.collect(limit: 0).isEmpty)
    }

    @Test func interimRepliesAndTrailersAreNotTheHead() async throws {
        let server = try ScriptedServer { _ in
            [
                .text("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"),
                .head(200, [("Transfer-Encoding", "chunked")]), .chunk(Array("body".utf8)),
                .text("0\r\nX-Trailer: 1\r\n\r\n"),
            ]
        }
        let reply = try await HTTPClient().send(server.request(), options: .generous)
        #expect(reply.head.status.code == 200)
        #expect(reply.head.headerFields[HTTPField.Name("Link")!] == nil)
        #expect(try await reply.body.text() == "body")
    }

    @Test func theHeadArrivesBeforeTheBodyAndEachPieceBeforeTheNext() async throws {
        let gates = [Gate(), Gate(), Gate()]
        let server = try ScriptedServer { _ in
            [
                .eventsHead, .gate(gates[0]), .chunk([1]), .gate(gates[1]), .chunk([2, 3]), .gate(gates[2]), .lastChunk,
            ]
        }
        let reply = try await HTTPClient().send(server.request(), options: .generous)
        var chunks = reply.body.makeAsyncIterator()
        gates[0].open()
        #expect(try await chunks.next() == [1])
        gates[1].open()
        #expect(try await chunks.next() == [2, 3])
        gates[2].open()
        #expect(try await chunks.next() == nil)
        #expect(try await chunks.next() == nil)
    }

    @Test func serverSentEventsComeOneByOne() async throws {
        let gate = Gate()
        let server = try ScriptedServer { _ in
            [
                .eventsHead, .chunk(Array("data: 1\n\nda".utf8)), .gate(gate), .chunk(Array("ta: 2\n\ndata: 3".utf8)),
                .lastChunk,
            ]
        }
        let reply = try await HTTPClient().send(server.request(), options: .generous)
        var events = reply.body.serverSentEvents().makeAsyncIterator()
        #expect(try await events.next()?.data == "1")
        gate.open()
        #expect(try await events.next()?.data == "2")
        #expect(try await events.next() == nil)
    }

    @Test func oneConnectionServesRequestAfterRequest() async throws {
        let server = try ScriptedServer { _ in .reply(text: "again") }
        let client = HTTPClient()
        for _ in 0..<20 {
            let reply = try await client.send(server.request(), options: .generous)
            #expect(try await reply.body.text() == "again")
        }
        #expect(server.acceptedConnections == 1)
    }

    @Test func requestsBeyondTheConnectionLimitWaitTheirTurn() async throws {
        let gate = Gate()
        let server = try ScriptedServer { _ in [.gate(gate)] + ServerScript.reply(text: "ok") }
        let client = HTTPClient(configuration: .init(maximumConnectionsPerHost: 2))
        try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<10 {
                group.addTask { try await client.send(server.request(), options: .generous).body.text() }
            }
            await server.received(2)
            gate.open()
            for try await text in group { #expect(text == "ok") }
        }
        #expect(server.acceptedConnections == 2)
    }

    @Test func twoHundredStreamsRunSideBySide() async throws {
        let gate = Gate()
        let server = try ScriptedServer { request in
            [
                .eventsHead, .chunk(Array("data: \(request.path)\n\n".utf8)), .gate(gate),
                .chunk(Array("data: end\n\n".utf8)), .lastChunk,
            ]
        }
        let client = HTTPClient()
        let started = Counter()
        try await withThrowingTaskGroup(of: [String].self) { group in
            for index in 0..<200 {
                group.addTask {
                    let reply = try await client.send(server.request("/\(index)"), options: .generous)
                    var texts: [String] = []
                    for try await event in reply.body.serverSentEvents() {
                        texts.append(event.data)
                        // Nobody gets a second event before everybody has the first.
                        if texts.count == 1, started.increment() == 200 { gate.open() }
                    }
                    return texts
                }
            }
            var paths: Set<String> = []
            for try await texts in group {
                #expect(texts.count == 2 && texts.last == "end")
                paths.formUnion(texts.prefix(1))
            }
            #expect(paths.count == 200)
        }
        #expect(server.acceptedConnections == 200)
    }

    @Test func compressedBodiesArriveDecompressed() async throws {
        let text = String(repeating: "compress me ", count: 10_000)
        let packed = Gzip.compress(Array(text.utf8))
        let server = try ScriptedServer { _ in .reply(200, [("Content-Encoding", "gzip")], body: packed) }
        let reply = try await HTTPClient().send(server.request(), options: .generous)
        #expect(try await reply.body.text() == text)
        let accepted = try #require(server.requests.first?.header("accept-encoding"))
        #expect(accepted.contains("gzip"))
    }
}

extension ServerScript {
    static func + (parts: [ServerPart], script: ServerScript) -> ServerScript { ServerScript(parts + script.parts) }
}
