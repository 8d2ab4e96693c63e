import Foundation
import TemporaryFolders

/// A server with TLS for whose certificate nobody vouches.
final class UntrustedServer: @unchecked Sendable {
    // Unchecked because not everywhere a process is Sendable: it is set up in init, and only ended afterwards.
    private let process = Process()
    private let output = Pipe()
    private let folder: TemporaryFolder
    let port: Int

    /// Whether the program is there that makes the certificate and serves with it. LibreSSL's has the same name, and
    /// other arguments.
    static let isPossible: Bool = {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "openssl version | grep -q '^OpenSSL '"]
        process.standardInput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()

    init() async throws {
        folder = try TemporaryFolder()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = [
            "-c",
            """
            openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=loopback \
            -addext subjectAltName=IP:127.0.0.1 -keyout own.pem -out own.pem &&
            exec openssl s_server -www -accept 127.0.0.1:0 -cert own.pem
            """,
        ]
        process.currentDirectoryURL = folder.url
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let pipe = output
        // A thread of its own: reading blocks, and the tests' threads are few.
        let named: Int? = await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(returning: UntrustedServer.port(in: pipe.fileHandleForReading))
            }
        }
        guard let named else { throw CocoaError(.executableLoad) }
        port = named
    }

    func stop() {
        if process.isRunning { process.terminate() }
    }

    deinit { stop() }

    /// The port that the server names, as “ACCEPT 127.0.0.1:port”, after lines about its settings; nil if it ends
    /// before.
    private static func port(in output: FileHandle) -> Int? {
        var text = ""
        while case let data = output.availableData, !data.isEmpty {
            text += String(decoding: data, as: UTF8.self)
            guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("ACCEPT") }),
                text[line.endIndex...].hasPrefix("\n")
            else { continue }
            return line.split(separator: ":").last.flatMap { Int($0) }
        }
        return nil
    }
}
