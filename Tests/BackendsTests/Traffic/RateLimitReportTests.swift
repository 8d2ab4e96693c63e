import Foundation
import HTTPTypes
import Testing

@testable import Backends

struct RateLimitReportTests {
    // Sun, 06 Nov 1994 08:49:37 GMT
    private let moment = Date(timeIntervalSince1970: 784_111_777)

    private func readings(_ fields: [String: String]) throws -> [RateLimitReport.Kind: RateLimitReport.Reading] {
        var all = HTTPFields()
        for (name, value) in fields { all[try #require(HTTPField.Name(name))] = value }
        return RateLimitReport(all, now: moment).readings
    }

    @Test func openAIsFieldsAreRead() throws {
        let known = try readings([
            "x-ratelimit-limit-requests": "500", "x-ratelimit-remaining-requests": "499",
            "x-ratelimit-reset-requests": "120ms", "x-ratelimit-limit-tokens": "30000",
            "x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "6m0s",
        ])
        #expect(
            known == [
                .requests: .init(limit: 500, remaining: 499, reset: .milliseconds(120)),
                .tokens: .init(limit: 30000, remaining: 0, reset: .seconds(360)),
            ])
    }

    @Test func anthropicsFieldsAreRead() throws {
        let known = try readings([
            "anthropic-ratelimit-requests-limit": "50", "anthropic-ratelimit-requests-remaining": "49",
            "anthropic-ratelimit-requests-reset": "1994-11-06T08:50:07Z",
            "anthropic-ratelimit-input-tokens-limit": "40000", "anthropic-ratelimit-input-tokens-remaining": "39000",
            "anthropic-ratelimit-input-tokens-reset": "1994-11-06T08:49:38.500Z",
            "anthropic-ratelimit-output-tokens-limit": "8000", "anthropic-ratelimit-output-tokens-remaining": "8000",
            "anthropic-ratelimit-output-tokens-reset": "1994-11-06T08:49:00+00:00",
        ])
        #expect(
            known == [
                .requests: .init(limit: 50, remaining: 49, reset: .seconds(30)),
                .inputTokens: .init(limit: 40000, remaining: 39000, reset: .seconds(1.5)),
                .outputTokens: .init(limit: 8000, remaining: 8000, reset: .zero),
            ])
    }

    @Test(arguments: [
        ["x-ratelimit-limit-requests": "-1", "x-ratelimit-remaining-requests": "-1"],
        ["x-ratelimit-limit-requests": "0", "x-ratelimit-remaining-requests": "0"],
        ["x-ratelimit-remaining-requests": "0"], ["x-ratelimit-limit-requests": "100"],
        ["x-ratelimit-remaining-requests": "many"], ["x-ratelimit-remaining-requests": ""], [:],
    ])
    func whatAzureSendsWhenItHasNothingToSayIsLeftOut(fields: [String: String]) throws {
        #expect(try readings(fields).isEmpty)
    }

    @Test(arguments: [("59.7", 59.7), ("1h", 3600), ("soon", nil), ("-5", nil), ("nan", nil)] as [(String, Double?)])
    func resetsComeInManySpellings(text: String, seconds: Double?) throws {
        let known = try readings(["x-ratelimit-remaining-requests": "3", "x-ratelimit-reset-requests": text])
        #expect(known[.requests] == .init(limit: nil, remaining: 3, reset: seconds.map { .seconds($0) }))
    }

    @Test func aRefusalWithoutAWaitIsWaitedForUntilTheExhaustedQuotaIsBack() throws {
        var fields = HTTPFields()
        for (name, value) in [
            "anthropic-ratelimit-requests-remaining": "3",
            "anthropic-ratelimit-requests-reset": "1994-11-06T08:49:40Z",
            "anthropic-ratelimit-input-tokens-remaining": "0",
            "anthropic-ratelimit-input-tokens-reset": "1994-11-06T08:50:07Z",
        ] { fields[try #require(HTTPField.Name(name))] = value }
        #expect(RetryAfter.wait(in: fields, now: moment) == .seconds(30))
    }
}
