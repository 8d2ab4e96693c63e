import Testing

@testable import Backends

struct ReportedQuotaTests {
    private func quota(_ remaining: Int, of limit: Int? = 100, reset: Duration? = .seconds(10)) -> ReportedQuota {
        ReportedQuota(
            .init(limit: limit, remaining: remaining, reset: reset), admission: 5, later: 0, at: .seconds(100))
    }

    @Test func itFillsUpEvenlyUntilItIsWhole() {
        let quota = quota(50)
        #expect(quota.available(at: .seconds(100)) == 50)
        #expect(quota.available(at: .seconds(104)) == 70)
        #expect(quota.available(at: .seconds(110)) == 100)
        #expect(quota.available(at: .seconds(200)) == 100)
        #expect(quota.time(of: 70, at: .seconds(100)) == .seconds(104))
        #expect(quota.time(of: 50, at: .seconds(100)) == .seconds(100))
        #expect(quota.time(of: 101, at: .seconds(100)) == nil)
    }

    @Test func whatIsTakenLaterIsMissingUntilTheNextReport() {
        var quota = quota(50)
        quota.take(30)
        #expect(quota.available(at: .seconds(100)) == 20)
        quota.update(.init(limit: 100, remaining: 45, reset: .seconds(10)), admission: 6, later: 5, at: .seconds(101))
        #expect(quota.available(at: .seconds(101)) == 40)
        quota.update(.init(limit: 100, remaining: 99, reset: .seconds(10)), admission: 4, later: 0, at: .seconds(102))
        #expect(quota.available(at: .seconds(101)) == 40, "the report of an older call")
    }

    @Test func onceItIsWholeItIsCountedAnew() {
        var quota = quota(0)
        quota.take(10)
        quota.advance(to: .seconds(109))
        #expect(quota.available(at: .seconds(109)) == 80)
        quota.advance(to: .seconds(110))
        #expect(quota.available(at: .seconds(110)) == 100)
        quota.take(100)
        #expect(quota.available(at: .seconds(111)) == 0, "what the provider has not told of since")
        #expect(quota.time(of: 1, at: .seconds(111)) == .seconds(170))
    }

    @Test func whatIsMoreThanTheWholeTakesFurtherMinutes() {
        #expect(quota(0).time(toTake: 50, at: .seconds(100)) == .seconds(105))
        #expect(quota(0).time(toTake: 100, at: .seconds(100)) == .seconds(110))
        #expect(quota(0).time(toTake: 150, at: .seconds(100)) == .seconds(165))
        #expect(quota(0, of: nil).time(toTake: 150, at: .seconds(100)) == .seconds(110), "of unknown size")
    }

    @Test func aQuotaOfUnknownSizeIsUnlimitedOnceItIsBack() {
        var quota = quota(2, of: nil)
        quota.take(2)
        #expect(quota.available(at: .seconds(109)) == 0)
        #expect(quota.time(of: 1, at: .seconds(109)) == .seconds(110))
        quota.advance(to: .seconds(110))
        #expect(quota.available(at: .seconds(110)) == .infinity)
    }

    @Test func aReportWithoutAnEndIsForgotten() {
        var quota = quota(0, reset: nil)
        quota.advance(to: .seconds(159))
        #expect(quota.available(at: .seconds(159)) < 100)
        quota.advance(to: .seconds(160))
        #expect(quota.available(at: .seconds(160)) == 100)
    }
}
