import HTTPTypes
import LoopbackServer
import Testing
import Transport

@Suite(.timeLimit(.minutes(1)))
struct CancellationTests {
    private let client = HTTPClient()

    @Test func cancellingTheWaitForAHeadClosesTheConnection() async throws {
        let server = try ScriptedServer { _ in [.hang] }
        let client = self.client
        let task = Task { try await client.send(server.request(), options: .generous) }
        await server.received(1)
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        await server.connectionClosed(1)
        #expect(server.openConnections == 0)
    }

    @Test func cancellingAReaderClosesTheConnection() async throws {
        let server = try ScriptedServer { _ in [.eventsHead, .chunk([1]), .hang] }
        let client = self.client
        let hasRead = Gate()
        let task = Task {
            for try await _ in try await client.send(server.request(), options: .generous).body { hasRead.open() }
        }
        await hasRead.wait()
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        await server.connectionClosed(1)
    }

    @Test func aTaskThatIsCancelledAlreadySendsNothing() async throws {
        let server = try ScriptedServer { _ in .reply() }
        let client = self.client
        let gate = Gate()
        let task = Task {
            await gate.wait()
            return try await client.send(server.request(), options: .generous)
        }
        task.cancel()
        gate.open()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(server.requests.isEmpty)
    }

    @Test func droppingAReplyClosesTheConnection() async throws {
        let server = try ScriptedServer { _ in [.eventsHead, .chunk([1]), .hang] }
        _ = try await client.send(server.request(), options: .generous).head
        await server.connectionClosed(1)
    }

    @Test func leavingTheLoopClosesTheConnection() async throws {
        let server = try ScriptedServer { _ in [.eventsHead, .chunk(Array("data: 1\n\n".utf8)), .hang] }
        func firstEvent() async throws -> ServerSentEvent? {
            for try await event in try await client.send(server.request(), options: .generous).body.serverSentEvents() {
                return event
            }
            return nil
        }
        #expect(try await firstEvent()?.data == "1")
        await server.connectionClosed(1)
    }

    @Test func cancellingOneStreamLeavesTheOthersAlone() async throws {
        let gate = Gate()
        let server = try ScriptedServer { _ in [.eventsHead, .chunk([1]), .gate(gate), .chunk([2]), .lastChunk] }
        let kept = try await client.send(server.request(), options: .generous)
        do { _ = try await client.send(server.request(), options: .generous).head }
        await server.connectionClosed(2)
        gate.open()
        #expect(try await kept.body.collect(limit: 10) == [1, 2])
    }

    @Test func aRequestThatWaitsForAConnectionCanBeCancelled() async throws {
        let gate = Gate()
        let server = try ScriptedServer { _ in [.gate(gate)] + ServerScript.reply(text: "ok") }
        let client = HTTPClient(configuration: .init(maximumConnectionsPerHost: 1))
        let first = Task { try await client.send(server.request("/first"), options: .generous).body.text() }
        await server.received(1)
        let second = Task { try await client.send(server.request("/second"), options: .generous) }
        second.cancel()
        await #expect(throws: CancellationError.self) { try await second.value }
        gate.open()
        #expect(try await first.value == "ok")
        #expect(server.requests.map(\.path) == ["/first"])
    }

    @Test func aHundredCancellationsCloseAHundredConnections() async throws {
        let server = try ScriptedServer { _ in [.eventsHead, .chunk([1]), .hang] }
        let client = self.client
        await withDiscardingTaskGroup { group in
            for _ in 0..<100 {
                group.addTask {
                    _ = try? await client.send(server.request(), options: .generous).body.collect(limit: 1000)
                }
            }
            await server.received(100)
            group.cancelAll()
        }
        await server.allConnectionsClosed()
        #expect(server.acceptedConnections == 100)
    }

    @Test func cancellationAtAnyMomentEndsEveryTask() async throws {
        let server = try ScriptedServer { _ in .events(["data: 1\n\n", "data: 2\n\n"]) }
        let client = self.client
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for index in 0..<300 {
                group.addTask {
                    let task = Task {
                        try await client.send(server.request(), options: .generous).body.collect(limit: 1000)
                    }
                    for _ in 0..<(index % 40) { await Task.yield() }
                    task.cancel()
                    switch await task.result {
                    case .success(let bytes): return bytes.count == 18
                    case .failure(let error): return error is CancellationError
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count == 300 && outcomes.allSatisfy(\.self))
    }

    @Test func shuttingDownEndsOpenStreamsAndRefusesNewOnes() async throws {
        let server = try ScriptedServer { _ in [.eventsHead, .chunk([1]), .hang] }
        let replies = try await withThrowingTaskGroup(of: HTTPReply.self) { group in
            for _ in 0..<5 { group.addTask { try await client.send(server.request(), options: .generous) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        client.shutdown()
        client.shutdown()
        for reply in replies {
            #expect(await code { _ = try await reply.body.collect(limit: 10) } == .shutDown)
        }
        await server.allConnectionsClosed()
        #expect(await code { _ = try await client.send(server.request(), options: .generous) } == .shutDown)
    }

    @Test func aBodyOutlivesItsClient() async throws {
        let gate = Gate()
        let server = try ScriptedServer { _ in [.eventsHead, .chunk([1]), .gate(gate), .chunk([2]), .lastChunk] }
        func openBody() async throws -> HTTPBody {
            try await HTTPClient().send(server.request(), options: .generous).body
        }
        func readBody() async throws -> [UInt8] {
            let body = try await openBody()
            gate.open()
            return try await body.collect(limit: 10)
        }
        #expect(try await readBody() == [1, 2])
        // With the last exchange the driver goes, and its idle connection with it.
        await server.connectionClosed(1)
    }

    @Test func aSecondReaderIsToldSo() async throws {
        let server = try ScriptedServer { _ in [.eventsHead, .hang] }
        let body = try await client.send(server.request(), options: .generous).body
        let codes = await withTaskGroup(of: TransportError.Code?.self) { group in
            for _ in 0..<2 { group.addTask { await code { _ = try await body.collect(limit: 10) } } }
            let first = await group.next()
            group.cancelAll()
            return [first ?? nil, await group.next() ?? nil]
        }
        #expect(codes == [.readTwice, nil])
    }
}
