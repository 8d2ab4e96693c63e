import Foundation
import Testing

/// A self-signed certificate for 127.0.0.1, in a folder of its own that goes with it.
final class Certificate: Sendable {
    let folder: URL

    var certificateFile: String { folder.appending(path: "certificate.pem").path }
    var keyFile: String { folder.appending(path: "key.pem").path }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "transport-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try ChildProcess.run(
            "openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                "-subj", "/CN=loopback", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", keyFile, "-out",
                certificateFile,
            ])
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }
}
