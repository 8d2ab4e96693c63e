import LoopbackServer
import Planning
import Testing
import Transport

@testable import Tools

struct HTTPGetTests {
    private let client = HTTPClient()

    private func get(_ url: String, allowsPrivateAddresses: Bool = true) async throws -> Observation {
        try await HTTPGet(client: client, allowsPrivateAddresses: allowsPrivateAddresses, patience: .seconds(300)).call(
            ["url": .string(url)])
    }

    @Test func aTextIsFetched() async throws {
        let server = try ScriptedServer { request in
            .reply(200, [("Content-Type", "text/plain")], text: "you asked for \(request.target)")
        }
        defer { server.stop() }
        #expect(try await get(server.url("/a?b=c#d")) == Observation("you asked for /a?b=c"))
        #expect(server.requests.first?.method == "GET")
    }

    @Test func redirectsAreFollowedFromHereToThere() async throws {
        let server = try ScriptedServer { request in
            switch request.path {
            case "/one": .redirect(to: "two")
            case "/two": .redirect(to: "/three?x=1", status: 308)
            default: .reply(200, [("Content-Type", "application/json")], text: #"{"at":"\#(request.target)"}"#)
            }
        }
        defer { server.stop() }
        #expect(try await get(server.url("/one")) == Observation(#"{"at":"/three?x=1"}"#))
    }

    @Test func redirectsHaveAnEnd() async throws {
        let server = try ScriptedServer { _ in .redirect(to: "/again") }
        defer { server.stop() }
        let observation = try await get(server.url("/again"))
        #expect(observation.isError)
        #expect(observation.text.contains("more than 5 times"))
        #expect(server.requests.count == 6)
    }

    @Test func aStatusThatIsNoSuccessIsAFailureWithItsText() async throws {
        let server = try ScriptedServer { _ in .reply(404, [("Content-Type", "text/html")], text: "no page here") }
        defer { server.stop() }
        let observation = try await get(server.url("/x"))
        #expect(observation.isError)
        #expect(observation.text.contains("answers with status 404:\nno page here"))
    }

    @Test func onlyTextIsRead() async throws {
        let server = try ScriptedServer { request in
            request.path == "/image"
                ? .reply(200, [("Content-Type", "image/png")], text: "x")
                : .reply(200, [("Content-Type", "text/plain")], text: "a\0b")
        }
        defer { server.stop() }
        #expect(try await get(server.url("/image")).text.contains("is image/png; only text is read"))
        #expect(try await get(server.url("/lie")).text.contains("is binary; only text is read"))
    }

    @Test func aLongTextIsCutAndItsConnectionClosed() async throws {
        let server = try ScriptedServer { _ in
            [
                .head(200, [("Content-Type", "text/plain")]), .bytes([UInt8](repeating: 0x61, count: 1 << 20)),
                .hang,
            ]
        }
        defer { server.stop() }
        let observation = try await get(server.url())
        #expect(observation.text.utf8.count < HTTPGet.byteLimit + 100)
        #expect(observation.text.hasSuffix("[cut after 131072 bytes]"))
        await server.connectionClosed(1)
        #expect(server.openConnections == 0)
    }

    @Test func aServerThatHangsUpIsAFailure() async throws {
        let server = try ScriptedServer { _ in [.cut] }
        defer { server.stop() }
        #expect(try await get(server.url()).isError)
    }

    @Test(arguments: ["http://127.0.0.1:1/", "http://[::1]:1/", "http://127.1:1/", "http://2130706433:1/", "http://0/"])
    func thisMachineIsRefused(url: String) async throws {
        let observation = try await get(url, allowsPrivateAddresses: false)
        #expect(observation.isError)
        #expect(observation.text.contains("where nothing may be fetched"), "\(observation.text)")
    }

    @Test func aRedirectToThisMachineIsRefused() async throws {
        let server = try ScriptedServer { request in .redirect(to: "http://inner.test/") }
        defer { server.stop() }
        var tool = HTTPGet(client: client, allowsPrivateAddresses: false, patience: .seconds(300))
        tool.isAllowed = { $0.first != 10 }
        tool.addresses = { $0 == "inner.test" ? [[127, 0, 0, 1], [10, 0, 0, 1]] : [[127, 0, 0, 1]] }
        let observation = try await tool.call(["url": .string(server.url())])
        #expect(observation.text.contains("“inner.test” is on this machine or in a private network"))
        #expect(server.requests.count == 1)
    }

    /// Nobody else knows these names, so whoever reaches the server has taken the addresses that were checked.
    @Test func theConnectionGoesToTheAddressesThatWereChecked() async throws {
        let server = try ScriptedServer { request in
            let host = request.header("Host") ?? ""
            return host.hasPrefix("first.test")
                ? .redirect(to: "http://\(host.replacing("first", with: "second"))/there")
                : .reply(200, [("Content-Type", "text/plain")], text: "arrived at \(host.prefix { $0 != ":" })")
        }
        defer { server.stop() }
        var tool = HTTPGet(client: client, allowsPrivateAddresses: false, patience: .seconds(300))
        tool.isAllowed = { _ in true }
        tool.addresses = { _ in [[127, 0, 0, 1]] }
        let url = server.url().replacing("127.0.0.1", with: "first.test")
        #expect(try await tool.call(["url": .string(url)]) == Observation("arrived at second.test"))
    }

    @Test func aHostThatLeadsElsewhereByNowIsNotAsked() async throws {
        let server = try ScriptedServer { _ in .reply(200, [("Content-Type", "text/plain")], text: "secret") }
        defer { server.stop() }
        var tool = HTTPGet(client: client, allowsPrivateAddresses: false, patience: .seconds(300))
        tool.isAllowed = { _ in true }
        tool.addresses = { _ in [[127, 0, 0, 1]] }
        #expect(try await tool.call(["url": .string(server.url())]) == Observation("secret"))
        // Neither the address in the URL nor the connection that is still open leads to where nobody has looked.
        tool.addresses = { _ in [[127, 0, 0, 2]] }
        #expect(try await tool.call(["url": .string(server.url())]).isError)
        #expect(server.requests.count == 1)
    }

    @Test func aHostThatNobodyKnowsIsAFailure() async throws {
        let tool = HTTPGet(client: client, allowsPrivateAddresses: false, patience: .seconds(300)) { _ in [] }
        let observation = try await tool.call(["url": "https://no.such.host/"])
        #expect(observation == Observation("there is no host “no.such.host”", isError: true))
    }

    @Test(arguments: [
        "", "example.com", "ftp://example.com/", "file:///etc/passwd", "http://user:pw@example.com/", "http:///x",
        "http://exa mple.com/", "http://example.com/a b", "http://example.com\\@evil.test/", "http://bücher.test/",
        "http://example.com:123456/", "http://example.com:80:80/", "http://[::1/", "http://a/\r\nX: y",
    ])
    func whatIsNoPlainAddressIsRefused(url: String) async throws {
        let observation = try await get(url)
        #expect(observation.isError)
        #expect(observation.text.contains("not an address that can be fetched"))
    }

    @Test func addressesAreReadInOneWay() throws {
        let address = try PageAddress("https://Example.COM:8443?q=1#part")
        #expect(address.description == "https://example.com:8443/?q=1")
        #expect(try address.redirected(to: "../x").description == "https://example.com:8443/x")
        #expect(try address.redirected(to: "//other.test/y").description == "https://other.test/y")
        #expect(throws: ToolFailure.self) { try address.redirected(to: "javascript:alert(1)") }
    }

    @Test(
        arguments: [
            [0, 0, 0, 0], [10, 1, 2, 3], [100, 64, 0, 1], [127, 0, 0, 1], [169, 254, 169, 254], [172, 16, 0, 1],
            [172, 31, 255, 255], [192, 168, 1, 1], [192, 0, 2, 1], [198, 18, 0, 1], [224, 0, 0, 1],
            [255, 255, 255, 255],
        ] as [[UInt8]])
    func privateAddressesAreKnownInBothVersions(address: [UInt8]) {
        #expect(!PublicAddress.contains(address))
        #expect(!PublicAddress.contains([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff] + address))
        #expect(!PublicAddress.contains([0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0] + address))
        #expect(!PublicAddress.contains([0x20, 0x02] + address + [UInt8](repeating: 0, count: 10)))
    }

    @Test func publicAddressesAreKnown() {
        #expect(PublicAddress.contains([93, 184, 216, 34]))
        #expect(PublicAddress.contains([172, 32, 0, 1]))
        #expect(PublicAddress.contains([0x26, 0x06, 0x28, 0] + [UInt8](repeating: 1, count: 12)))
        for first in [[0, 0], [0xfc, 0], [0xfd, 1], [0xfe, 0x80], [0xff, 2], [0x20, 1]] as [[UInt8]] {
            #expect(!PublicAddress.contains(first + [UInt8](repeating: 0, count: 13) + [1]))
        }
        #expect(!PublicAddress.contains([0x20, 1, 0x0d, 0xb8] + [UInt8](repeating: 0, count: 12)))
        #expect(!PublicAddress.contains([1, 2, 3]))
    }

    @Test func theSystemKnowsThisMachine() async {
        #expect(await HostLookup.addresses(of: "127.0.0.1") == [[127, 0, 0, 1]])
        #expect(await HostLookup.addresses(of: "[::1]") == [[UInt8](repeating: 0, count: 15) + [1]])
    }
}
