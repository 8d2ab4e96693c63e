import Testing
import Transport

@Suite struct ServerAddressTests {
    @Test func anAddressIsTakenApartIntoWhatARequestIsMadeOf() throws {
        let address = try #require(ServerAddress("HTTPS://me:p%40ss@host.example:8443/v1/a%20b/?key=1&x=%2F"))
        #expect(address.scheme == "https")
        #expect(address.host == "host.example")
        #expect(address.place == "host.example:8443")
        #expect(address.authority == "me:p%40ss@host.example:8443")
        #expect(address.path == "/v1/a%20b/")
        #expect(address.base == "/v1/a%20b")
        #expect(address.query == "key=1&x=%2F")
        #expect(address.target == "/v1/a%20b/?key=1&x=%2F")
    }

    @Test func whatIsNotGivenIsLeftOut() throws {
        let address = try #require(ServerAddress("http://[::1]"))
        #expect(address.host == "[::1]")
        #expect(address.place == "[::1]")
        #expect(address.authority == "[::1]")
        #expect(address.base == "")
        #expect(address.query == nil)
        #expect(address.target == "/")
    }

    @Test(arguments: ["", "host", "host:80/x", "ftp://host/", "http://", "http:///path", "https:host", "http://a b/"])
    func whatIsNoHTTPAddressIsNone(text: String) {
        #expect(ServerAddress(text) == nil)
    }
}
