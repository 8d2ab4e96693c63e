import HTTPTypes
import LoopbackServer
import Testing
import Transport

@Suite(.timeLimit(.minutes(1)))
struct RedirectTests {
    private let client = HTTPClient()
    private let following = HTTPOptions(maximumBytes: 1 << 20, maximumRedirects: 5)

    /// Fields of which every one but the last is a credential.
    private func credentials() throws -> HTTPFields {
        var fields: HTTPFields = [.authorization: "Bearer k", .cookie: "session=1"]
        for name in ["x-api-key", "api-key", "X-Goog-Api-Key", "X-Auth-Token"] {
            fields[try #require(HTTPField.Name(name))] = "secret"
        }
        var marked = HTTPField(name: try #require(HTTPField.Name("X-Tenant")), value: "acme")
        marked.indexingStrategy = .disallow
        fields.append(marked)
        fields[.accept] = "text/plain"
        return fields
    }

    @Test func withoutLeaveARedirectIsAReplyLikeAnyOther() async throws {
        let server = try ScriptedServer { _ in .redirect(to: "/next") }
        let reply = try await client.send(server.request(), options: .generous)
        #expect(reply.head.status.code == 302)
        #expect(reply.head.headerFields[.location] == "/next")
        #expect(server.requests.count == 1)
    }

    @Test(arguments: [
        "/next?q=1", "next?q=1", "./sub/../next?q=1", "//AUTHORITY/next?q=1", "http://AUTHORITY/next?q=1",
    ])
    func relativeAndAbsoluteAddressesAreFollowed(location: String) async throws {
        let server = try ScriptedServer { request in
            let location = location.replacing("AUTHORITY", with: request.header("host") ?? "")
            return request.path == "/next" ? .reply(text: "there") : .redirect(to: location)
        }
        let reply = try await client.send(server.request("/start"), options: following)
        #expect(try await reply.body.text() == "there")
        #expect(server.requests.map(\.target) == ["/start", "/next?q=1"])
    }

    @Test func credentialsStayWithinTheirOrigin() async throws {
        let server = try ScriptedServer { request in
            request.path == "/next" ? .reply(text: "there") : .redirect(to: "/next")
        }
        let fields = try credentials()
        _ = try await client.send(server.request("/", fields: fields), options: following)
        let second = try #require(server.requests.last)
        for field in fields { #expect(second.header(field.name.rawName) == field.value) }
    }

    @Test func credentialsDoNotCrossToAnotherPort() async throws {
        let other = try ScriptedServer { _ in .reply(text: "other") }
        let server = try ScriptedServer { _ in .redirect(to: other.url("/next"), status: 307) }
        var request = server.request("/", method: .post, fields: try credentials())
        request.authority = "user:password@\(server.authority)"
        let reply = try await client.send(request, body: Array("body".utf8), options: following)
        #expect(try await reply.body.text() == "other")
        let second = try #require(other.requests.first)
        #expect(second.header("accept") == "text/plain")
        #expect(second.text == "body")
        let leaked = second.fields.filter { field in
            ["Bearer k", "session=1", "secret", "acme"].contains(field.value)
                || field.name.lowercased() == "authorization"
        }
        #expect(leaked.isEmpty)
    }

    @Test func credentialsDoNotComeBackWithASecondRedirect() async throws {
        let home = Target()
        let other = try ScriptedServer { _ in .redirect(to: home.url) }
        let server = try ScriptedServer { request in
            request.path == "/back" ? .reply(text: "back") : .redirect(to: other.url())
        }
        home.url = server.url("/back")
        _ = try await client.send(server.request("/", fields: try credentials()), options: following)
        let last = try #require(server.requests.last)
        #expect(last.path == "/back")
        #expect(last.header("authorization") == nil)
    }

    @Test(
        arguments: [
            (301, "POST", "GET"), (302, "POST", "GET"), (303, "POST", "GET"), (303, "PUT", "GET"),
            (303, "HEAD", "HEAD"),
            (307, "POST", "POST"), (308, "PUT", "PUT"), (302, "PUT", "PUT"),
        ])
    func theMethodFollowsTheStatus(status: Int, before: String, after: String) async throws {
        let server = try ScriptedServer { request in
            request.path == "/next" ? .reply() : .redirect(to: "/next", status: status)
        }
        let method = try #require(HTTPRequest.Method(before))
        let body = before == "HEAD" ? nil : Array("body".utf8)
        let request = server.request(method: method, fields: [.contentType: "text/plain"])
        _ = try await client.send(request, body: body, options: following)
        let second = try #require(server.requests.last)
        #expect(second.method == after)
        #expect(second.text == (after == before && body != nil ? "body" : ""))
        if after != before { #expect(second.header("content-type") == nil) }
    }

    @Test func aCircleEndsAtTheLimit() async throws {
        let server = try ScriptedServer { _ in .redirect(to: "/") }
        let code = await code { _ = try await client.send(server.request(), options: following) }
        #expect(code == .tooManyRedirects)
        #expect(server.requests.count == 6)
    }

    @Test(arguments: ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1:1/", "http://", "http://a b/"])
    func addressesOfOtherKindsAreNotFollowed(location: String) async throws {
        let server = try ScriptedServer { _ in .redirect(to: location) }
        let code = await code { _ = try await client.send(server.request(), options: following) }
        #expect(code == .protocolError)
        #expect(server.requests.count == 1)
    }

    @Test func aRedirectWithoutAddressIsAReplyLikeAnyOther() async throws {
        let server = try ScriptedServer { _ in .reply(302, text: "nowhere") }
        let reply = try await client.send(server.request(), options: following)
        #expect(try await reply.body.text() == "nowhere")
    }
}
