import Foundation
import HTTPTypes
import Testing

@testable import Backends

struct RetryAfterTests {
    // Sun, 06 Nov 1994 08:49:37 GMT
    private let moment = Date(timeIntervalSince1970: 784_111_777)

    private func wait(_ fields: [String: String]) throws -> Duration? {
        var all = HTTPFields()
        for (name, value) in fields { all[try #require(HTTPField.Name(name))] = value }
        return RetryAfter.wait(in: all, now: moment)
    }

    @Test(arguments: [("20", 20.0), (" 1.5 ", 1.5), ("0", 0)])
    func secondsAreRead(text: String, seconds: Double) throws {
        #expect(try wait(["Retry-After": text]) == .seconds(seconds))
    }

    @Test func datesAreCountedFromNow() throws {
        #expect(try wait(["Retry-After": "Sun, 06 Nov 1994 08:50:07 GMT"]) == .seconds(30))
        #expect(try wait(["Retry-After": "Sunday, 06-Nov-94 08:50:07 GMT"]) == .seconds(30))
        #expect(try wait(["Retry-After": "Sun Nov  6 08:50:07 1994"]) == .seconds(30))
        #expect(try wait(["Retry-After": "Sun, 06 Nov 1994 08:49:07 GMT"]) == .zero, "a moment that has passed")
    }

    @Test(arguments: [
        ("Thu, 29 Feb 2024 12:00:00 GMT", 1_709_208_000.0), ("Wed, 31 Dec 1969 23:59:59 GMT", -1),
        ("Fri, 01 Mar 2030 00:00:00 GMT", 1_898_553_600),
    ])
    func datesAreExact(text: String, seconds: Double) {
        #expect(HTTPDate.parse(text)?.timeIntervalSince1970 == seconds)
    }

    @Test(arguments: [
        "", "soon", "-5", "nan", "inf", "1e99", "Sun, 06 Nov 1994", "Sun, 99 Nov 1994 08:49:37 GMT",
        "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49 GMT", "Sun, 06 Nov 1994 28:49:37 GMT",
    ])
    func anythingElseIsNoWait(text: String) throws {
        #expect(try wait(["Retry-After": text]) == nil)
    }

    @Test func millisecondsAreMoreExact() throws {
        #expect(try wait(["retry-after-ms": "250", "Retry-After": "1"]) == .milliseconds(250))
    }

    @Test func theExhaustedLimitDecidesWithoutAHeader() throws {
        let reset = ["x-ratelimit-reset-requests": "1s", "x-ratelimit-reset-tokens": "6m0s"]
        #expect(
            try wait(reset.merging(["x-ratelimit-remaining-tokens": "0"]) { $1 }) == .seconds(360))
        #expect(
            try wait(reset.merging(["x-ratelimit-remaining-requests": "-1"]) { $1 }) == .seconds(1))
        #expect(try wait(reset) == .seconds(1))
    }

    @Test(arguments: [("120ms", 0.12), ("1h2m3.5s", 3723.5), ("17s", 17)])
    func spelledDurationsAreRead(text: String, seconds: Double) {
        #expect(RetryAfter.duration(spelled: text) == .seconds(seconds))
    }

    @Test(arguments: ["", "s", "1", "1x", "-1s", "1.2.3s", "99999999999h"])
    func otherSpellingsAreNone(text: String) {
        #expect(RetryAfter.duration(spelled: text) == nil)
    }
}
