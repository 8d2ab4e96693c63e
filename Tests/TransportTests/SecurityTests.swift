import Foundation
import HTTPTypes
import LoopbackServer
import Testing
import Transport

@Suite(
    .timeLimit(.minutes(1)),
    .enabled(if: ChildProcess.isInstalled("openssl"), "the command openssl is not installed"))
struct SecurityTests {
    /// A server with TLS that answers every path with a page about the connection.
    private func serve(_ certificate: Certificate) throws -> (ChildProcess, HTTPRequest) {
        let process = try ChildProcess(
            "openssl",
            [
                "s_server", "-www", "-accept", "127.0.0.1:0", "-cert", certificate.certificateFile, "-key",
                certificate.keyFile,
            ])
        // It prints lines about its settings, and then "ACCEPT 127.0.0.1:port".
        var line = process.firstLine()
        while !line.isEmpty, !line.hasPrefix("ACCEPT") { line = process.firstLine() }
        let authority = try #require(line.split(separator: " ").last.map(String.init))
        return (process, HTTPRequest(method: .get, scheme: "https", authority: authority, path: "/"))
    }

    @Test func aCertificateOfTheCAFileIsTrusted() async throws {
        let certificate = try Certificate()
        let (process, request) = try serve(certificate)
        let client = HTTPClient(configuration: .init(caFile: certificate.certificateFile))
        let reply = try await client.send(request, options: .generous)
        #expect(reply.head.status.code == 200)
        #expect(try await reply.body.text().contains("TLSv1."))
        withExtendedLifetime(process) {}
    }

    @Test func aCertificateOfNobodyIsNotTrusted() async throws {
        let (process, request) = try serve(Certificate())
        let error = try #require(await error { _ = try await HTTPClient().send(request, options: .generous) })
        #expect(error.code == .untrustedCertificate)
        #expect(error.suggestion?.contains("CA file") == true)
        withExtendedLifetime(process) {}
    }

    @Test func aCertificateForAnotherHostIsNotTrusted() async throws {
        let certificate = try Certificate()
        let (process, request) = try serve(certificate)
        var other = request
        other.authority = request.authority?.replacing("127.0.0.1", with: "localhost")
        let client = HTTPClient(configuration: .init(caFile: certificate.certificateFile))
        let error = await error { _ = try await client.send(other, options: .generous) }
        #expect(error?.code == .untrustedCertificate)
        withExtendedLifetime(process) {}
    }

    @Test func aCAFileThatIsNotThereIsNamedAsTheCause() async throws {
        let (process, request) = try serve(Certificate())
        let client = HTTPClient(configuration: .init(caFile: "/nowhere/ca.pem"))
        let error = try #require(await error { _ = try await client.send(request, options: .generous) })
        #expect(error.code == .tls)
        #expect(error.description.contains("CA file"))
        withExtendedLifetime(process) {}
    }

    @Test func aServerWithoutTLSIsATLSError() async throws {
        let server = try ScriptedServer { _ in .reply() }
        var request = server.request()
        request.scheme = "https"
        // What the server reads as a request is a TLS greeting, and it closes the connection.
        #expect(await code { _ = try await HTTPClient().send(request, options: .generous) } == .tls)
    }
}
