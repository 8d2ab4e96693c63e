import HTTPTypes
import LoopbackServer
import Testing
import Transport

@Suite(.timeLimit(.minutes(1)))
struct ProxyTests {
    @Test func aProxyIsAskedForTheWholeAddress() async throws {
        let proxy = try ScriptedServer { _ in .reply(text: "by proxy") }
        let client = HTTPClient(configuration: .init(proxy: "http://someone:proxyword@\(proxy.authority)"))
        let request = HTTPRequest(method: .get, scheme: "http", authority: "nowhere.invalid", path: "/x?y")
        #expect(try await client.send(request, options: .generous).body.text() == "by proxy")
        let received = try #require(proxy.requests.first)
        #expect(received.target == "http://nowhere.invalid/x?y")
        #expect(received.header("proxy-authorization") != nil)
    }

    @Test func hostsOnTheListAreReachedWithoutTheProxy() async throws {
        let proxy = try ScriptedServer { _ in .reply(text: "by proxy") }
        let server = try ScriptedServer { _ in .reply(text: "direct") }
        let client = HTTPClient(configuration: .init(proxy: proxy.url(""), noProxy: "127.0.0.1"))
        #expect(try await client.send(server.request(), options: .generous).body.text() == "direct")
        #expect(proxy.requests.isEmpty)
    }

    @Test func aTunnelIsAskedForWithTLSAndARefusalIsAnErrorWithoutSecrets() async throws {
        let proxy = try ScriptedServer { _ in .reply(403) }
        let client = HTTPClient(configuration: .init(proxy: "http://someone:proxyword@\(proxy.authority)"))
        let request = HTTPRequest(
            method: .get, scheme: "https", authority: "nowhere.invalid", path: "/",
            headerFields: [.authorization: "Bearer k"])
        let error = try #require(await error { _ = try await client.send(request, options: .generous) })
        #expect(error.code == .unreachable)
        #expect(!error.description.contains("proxyword"))
        let received = try #require(proxy.requests.first)
        #expect(received.method == "CONNECT" && received.header("authorization") == nil)
    }

    @Test func aProxyThatIsNotThereIsUnreachable() async throws {
        let server = try ScriptedServer { _ in .reply() }
        let client = HTTPClient(configuration: .init(proxy: "http://127.0.0.1:1"))
        #expect(await code { _ = try await client.send(server.request(), options: .generous) } == .unreachable)
        #expect(server.requests.isEmpty)
    }
}
