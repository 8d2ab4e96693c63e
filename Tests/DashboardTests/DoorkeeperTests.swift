@testable import Dashboard
import Testing

struct DoorkeeperTests {
    private let local = Doorkeeper(token: nil)
    private let open = Doorkeeper(token: "0123456789abcdef")

    private func status(_ doorkeeper: Doorkeeper, _ fields: [String: String], _ query: [String: String] = [:]) -> Int {
        switch doorkeeper.verdict(on: PageRequest(path: "/", query: query, fields: fields)) {
        case .admitted: 200
        case .remembered: 303
        case .refused(let status, _): status
        }
    }

    @Test(arguments: [
        "127.0.0.1:7420", "127.0.0.1", "localhost:7420", "LOCALHOST:1", "localhost", "[::1]:7420", "[::1]",
    ])
    func namesOfThisMachineAreLetIn(_ host: String) {
        #expect(status(local, ["host": host]) == 200)
    }

    @Test(arguments: [
        "evil.example", "evil.example:7420", "127.0.0.1.evil.example", "localhost.evil.example", "evil-localhost",
        "127.0.0.1@evil.example", "192.168.0.7:7420", "0.0.0.0", "[::2]", "[::1]evil", "", ":7420", "127.0.0.1:x",
        "127.0.0.1:7420:7420", "127.0.0.1:99999",
    ])
    func foreignNamesAreTurnedAway(_ host: String) {
        #expect(status(local, ["host": host]) == 421)
    }

    @Test func aRequestWithoutAHostIsTurnedAway() {
        #expect(status(local, [:]) == 421)
        #expect(status(open, [:], ["token": "0123456789abcdef"]) == 421)
    }

    @Test(arguments: [
        "http://evil.example", "null", "", "http://127.0.0.1", "http://127.0.0.1:7421", "https://127.0.0.1:7420",
        "http://localhost:7420",
    ])
    func otherOriginsAreTurnedAway(_ origin: String) {
        #expect(status(local, ["host": "127.0.0.1:7420", "origin": origin]) == 403)
    }

    @Test func theSiteItselfMayAsk() {
        #expect(status(local, ["host": "127.0.0.1:7420", "origin": "http://127.0.0.1:7420"]) == 200)
        #expect(status(local, ["host": "127.0.0.1:7420", "sec-fetch-site": "same-origin"]) == 200)
    }

    @Test func aLinkFromElsewhereMayBeFollowedButNothingElse() {
        let host = ["host": "127.0.0.1:7420"]
        for site in ["cross-site", "same-site"] {
            #expect(status(local, host.merging(["sec-fetch-site": site]) { $1 }) == 403)
            #expect(status(local, host.merging(["sec-fetch-site": site, "sec-fetch-mode": "cors"]) { $1 }) == 403)
            #expect(status(local, host.merging(["sec-fetch-site": site, "sec-fetch-mode": "navigate"]) { $1 }) == 200)
        }
    }

    @Test func beyondThisMachineTheTokenCounts() {
        let host = ["host": "192.168.0.7:7420"]
        #expect(status(open, host) == 401)
        #expect(status(open, host, ["token": "0123456789abcdeg"]) == 401)
        #expect(status(open, host, ["token": ""]) == 401)
        #expect(status(open, host, ["token": "0123456789abcdef"]) == 303)
        for cookie in ["outrider=0123456789abcdef", "a=b; outrider=0123456789abcdef"] {
            #expect(status(open, host.merging(["cookie": cookie]) { $1 }) == 200)
        }
        for cookie in ["outrider=", "xoutrider=0123456789abcdef", "outrider=0123456789abcdef0", "outrider"] {
            #expect(status(open, host.merging(["cookie": cookie]) { $1 }) == 401)
        }
        #expect(status(open, host.merging(["authorization": "Bearer 0123456789abcdef"]) { $1 }) == 200)
        #expect(status(open, ["host": "evil.example", "cookie": "outrider=0123456789abcdef"]) == 421)
        #expect(status(open, ["host": "127.0.0.1:7420"]) == 401)
    }
}
