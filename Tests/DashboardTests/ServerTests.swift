@testable import Dashboard
import Foundation
import HTTPTypes
import Ledger
import Planning
import Synchronization
import Testing
import Transport

/// The dashboard over a socket.
struct ServerTests {
    private let fixture: SiteFixture
    private let client = HTTPClient()

    init() throws {
        fixture = try SiteFixture()
    }

    /// Serves on a free port for as long as `body` takes.
    private func serving(
        port: UInt16? = 0, _ body: @escaping @Sendable (String) async throws -> Void
    ) async throws {
        let server = try DashboardServer(store: fixture.store, address: "127.0.0.1", port: port, bench: [])
        let (addresses, ready) = AsyncStream<String>.makeStream()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { ready.finish() }
                try await server.run { ready.yield($0) }
            }
            var address: String?
            for await found in addresses {
                address = found
                break
            }
            if let address { try await body(address) } else { try await group.next() }
            group.cancelAll()
            try await group.waitForAll()
        }
    }

    private func request(_ address: String, _ path: String, _ fields: [HTTPField.Name: String] = [:]) throws
        -> HTTPRequest
    {
        let url = try #require(URL(string: address))
        var request = HTTPRequest(
            method: .get, scheme: "http", authority: "\(url.host() ?? ""):\(url.port ?? 0)", path: path)
        for (name, value) in fields { request.headerFields[name] = value }
        return request
    }

    private func text(_ reply: HTTPReply) async throws -> String {
        var bytes: [UInt8] = []
        for try await piece in reply.body { bytes += piece }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let options = HTTPOptions(maximumBytes: 1 << 22)

    @Test func pagesAndDataComeOverTheWire() async throws {
        try await fixture.keep(SampleRun.ended().events)
        try await serving { address in
            #expect(address.hasPrefix("http://127.0.0.1:"))
            let page = try await client.send(try request(address, "/runs"), options: Self.options)
            #expect(page.head.status == 200)
            #expect(page.head.headerFields[.contentSecurityPolicy]?.hasPrefix("default-src 'none'") == true)
            #expect(try await text(page).contains("<!doctype html>"))
            let runs = try await client.send(try request(address, "/api/runs?limit=1"), options: Self.options)
            #expect(try JSONValue(parsing: try await text(runs))["count"] == 1)
        }
    }

    @Test(arguments: [
        "/../Package.swift", "/assets/../../etc/passwd", "/assets/%2e%2e/%2e%2e/etc/passwd", "/assets/%00",
    ])
    func pathsLeadNowhereElse(_ path: String) async throws {
        try await serving { address in
            let reply = try await client.send(try request(address, path), options: Self.options)
            #expect(reply.head.status == 404)
            _ = try await text(reply)
        }
    }

    @Test func newsComeWhileTheConnectionIsOpen() async throws {
        let run = SampleRun.ended()
        try await serving { address in
            let reply = try await client.send(try request(address, "/api/live"), options: Self.options)
            #expect(reply.head.headerFields[.contentType] == "text/event-stream; charset=utf-8")
            var heard = ""
            var isRecorded = false
            for try await piece in reply.body {
                heard += String(decoding: piece, as: UTF8.self)
                if heard.contains("event: hello"), !isRecorded {
                    isRecorded = true
                    try await fixture.keep(run.events)
                }
                if heard.contains("event: runs"), heard.hasSuffix("\n\n") { break }
            }
            #expect(heard.contains("data: {\"runs\":[\"\(run.id)\"]}"))
        }
    }

    @Test func aPortThatIsTakenIsSaid() async throws {
        try await serving { address in
            let port = try #require(URL(string: address)?.port.flatMap { UInt16(exactly: $0) })
            let error = await #expect(throws: DashboardError.self) {
                try await DashboardServer(store: fixture.store, address: "127.0.0.1", port: port, bench: []).run { _ in
                }
            }
            #expect(error?.description.contains("127.0.0.1:\(port): another program has this port") == true)
        }
    }

    @Test func withoutAPortTheNextOneIsTaken() async throws {
        try await serving(port: nil) { first in
            try await serving(port: nil) { second in #expect(first != second) }
        }
    }

    @Test(arguments: ["300.1.2.3", "nonsense", "localhost", "1::2::3"])
    func whatIsNoAddressIsSaid(_ address: String) async throws {
        let server = try DashboardServer(store: fixture.store, address: address, port: 0, bench: [])
        let error = await #expect(throws: DashboardError.self) { try await server.run { _ in } }
        #expect(error?.description.hasPrefix("“\(address)” is no address") == true)
    }

    @Test func whoeverListensBeyondThisMachineAsksForAToken() async throws {
        let server = try DashboardServer(store: fixture.store, address: "0.0.0.0", port: 0, bench: [])
        let (addresses, ready) = AsyncStream<String>.makeStream()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run { ready.yield($0) } }
            for await address in addresses {
                let url = try #require(URLComponents(string: address))
                let token = try #require(url.queryItems?.first { $0.name == "token" }?.value)
                #expect(token.count == 32)
                let local = "http://127.0.0.1:\(url.port ?? 0)"
                let refused = try await client.send(try request(local, "/api/runs"), options: Self.options)
                #expect(refused.head.status == 401)
                let authorized = try request(local, "/api/runs", [.authorization: "Bearer \(token)"])
                #expect(try await client.send(authorized, options: Self.options).head.status == 200)
                break
            }
            group.cancelAll()
            try await group.waitForAll()
        }
    }
}
