import Foundation
import HTTPTypes
import Transport

/// The model server in a process of its own, and the way to it.
final class LoopbackModel: Sendable {
    let client: HTTPClient
    private let authority: String
    /// Closing it ends the server.
    private let lifeline = Pipe()

    /// Starts the server.
    init() throws {
        let process = Process()
        let output = Pipe()
        process.executableURL = Bundle.main.executableURL
        process.arguments = ["serve"]
        process.standardInput = lifeline
        process.standardOutput = output
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard let port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw BenchmarkError("the model server did not start")
        }
        authority = "127.0.0.1:\(port)"
        client = HTTPClient(configuration: .init(maximumConnectionsPerHost: 4096))
    }

    func stop() {
        client.shutdown()
        try? lifeline.fileHandleForWriting.close()
    }

    /// Sends a request with a body of the size of a small prompt.
    func send(_ target: String) async throws -> HTTPReply {
        let request = HTTPRequest(
            method: .post, scheme: "http", authority: authority, path: target,
            headerFields: [.contentType: "application/json"])
        return try await client.send(request, body: Self.prompt, options: HTTPOptions(maximumBytes: 1 << 30))
    }

    /// The notes of one kind since they were last asked for: the numbers of each line.
    func notes(_ kind: String) async throws -> [[Int64]] {
        let log = try await send("/log").body.collect(limit: 1 << 30)
        return String(decoding: log, as: UTF8.self).split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            return words.first.map(String.init) == kind ? words.dropFirst().compactMap { Int64($0) } : nil
        }
    }

    private static let prompt = [UInt8](repeating: UInt8(ascii: "x"), count: 2000)
}
