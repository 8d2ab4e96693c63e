import Foundation
import HTTPTypes
import Testing
import Transport

@Suite(
    .timeLimit(.minutes(1)),
    .enabled(
        if: ChildProcess.isInstalled("node") && ChildProcess.isInstalled("openssl"),
        "node or openssl is not installed"))
struct HTTP2Tests {
    private struct Counts: Decodable {
        let sessions: Int
        let reset: Int
        let open: Int
    }

    private struct Pair {
        private let certificate: Certificate
        private let server: NodeServer
        let client: HTTPClient

        init() throws {
            certificate = try Certificate()
            server = try NodeServer(certificate)
            client = HTTPClient(configuration: .init(caFile: certificate.certificateFile))
        }

        func send(_ path: String) async throws -> HTTPReply {
            let request = HTTPRequest(method: .get, scheme: "https", authority: server.authority, path: path)
            return try await client.send(request, options: .generous)
        }

        func counts() async throws -> Counts {
            try await JSONDecoder().decode(Counts.self, from: Data(send("/counts").body.collect(limit: 1000)))
        }
    }

    @Test func requestsShareOneConnection() async throws {
        let pair = try Pair()
        try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<50 { group.addTask { try await pair.send("/hello").body.text() } }
            for try await text in group { #expect(text == "HTTP/2.0") }
        }
        #expect(try await pair.counts().sessions == 1)
    }

    @Test func fiftyStreamsAreOpenOnOneConnection() async throws {
        let pair = try Pair()
        let replies = try await withThrowingTaskGroup(of: HTTPReply.self) { group in
            for _ in 0..<50 { group.addTask { try await pair.send("/stream") } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let counts = try await pair.counts()
        #expect(counts.open == 50 && counts.sessions == 1)
        _ = try await pair.send("/open")
        for reply in replies { #expect(try await reply.body.text() == "ab") }
    }

    @Test func droppingABodyResetsItsStreamAndNoOther() async throws {
        let pair = try Pair()
        let kept = try await pair.send("/stream")
        do { _ = try await pair.send("/stream").head }
        // The reset and the question travel on one connection, in this order or nearly so.
        var counts = try await pair.counts()
        while counts.reset == 0 { counts = try await pair.counts() }
        #expect(counts.reset == 1 && counts.open == 1 && counts.sessions == 1)
        _ = try await pair.send("/open")
        #expect(try await kept.body.text() == "ab")
    }

    @Test func aSlowReaderDoesNotHoldUpTheOtherStreams() async throws {
        let pair = try Pair()
        let large = try await pair.send("/large")
        for _ in 0..<50 { #expect(try await pair.send("/hello").body.text() == "HTTP/2.0") }
        let bytes = try await large.body.collect(limit: 16 << 20)
        #expect(bytes.count == 16 << 20 && bytes.allSatisfy { $0 == 7 })
        #expect(try await pair.counts().sessions == 1)
    }

    @Test func aHeadOfHTTP2HasItsStatus() async throws {
        let reply = try await Pair().send("/hello")
        #expect(reply.head.status == .ok)
        #expect(reply.head.headerFields[.date] != nil)
    }
}
