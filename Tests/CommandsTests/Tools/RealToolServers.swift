import Foundation

/// Real servers of tools, where `make test-mcp` has installed them: one environment of Python with the SDK of the
/// stateless dialect, and one with that of the handshake.
enum RealToolServers {
    static let folder = ProcessInfo.processInfo.environment["OUTRIDER_TEST_MCP"]

    static var areInstalled: Bool { folder != nil }

    /// The environments, and the versions of the protocol that are spoken with their servers.
    static let environments = [("modern", "2026-07-28"), ("old", "2025-11-25")]

    static func program(_ name: String, in environment: String) -> String {
        "\(folder ?? "")/\(environment)/bin/\(name)"
    }
}

/// The server of `Tests/Fixtures/mcp`, over HTTP.
final class RealHTTPToolServer: Sendable {
    let url: String
    private let pid: Int32

    /// Starts it, and waits until it listens.
    init(in environment: String, notes: String) async throws {
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../Fixtures/mcp/http_server.py")
        let process = Process()
        process.executableURL = URL(filePath: RealToolServers.program("python", in: environment))
        process.arguments = [script.path, notes]
        let errors = Pipe()
        process.standardError = errors
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        pid = process.processIdentifier
        let handle = errors.fileHandleForReading
        url = await withCheckedContinuation { found in
            // A thread of its own: reading blocks, and the server goes on writing.
            Thread.detachNewThread {
                var text = ""
                var isFound = false
                while case let data = handle.availableData, !data.isEmpty {
                    guard !isFound else { continue }
                    text += String(decoding: data, as: UTF8.self)
                    guard let port = text.firstMatch(of: /running on http:\/\/127\.0\.0\.1:(\d+)/)?.1 else { continue }
                    isFound = true
                    found.resume(returning: "http://127.0.0.1:\(port)/mcp")
                }
                if !isFound { found.resume(returning: "the server did not begin: \(text)") }
            }
        }
    }

    deinit { kill(pid, SIGKILL) }
}
