import Planning
import Testing

struct DailyHoursTests {
    private func time(_ text: String) throws -> UTCInstant { try #require(UTCInstant(text)) }

    @Test func hoursBeginWithTheirFirstMinuteAndEndBeforeTheirLast() throws {
        let hours = try #require(DailyHours("01:00-10:00"))
        #expect(!hours.contains(try time("2026-11-26T00:59:59Z")))
        #expect(hours.contains(try time("2026-11-26T01:00Z")))
        #expect(hours.contains(try time("2026-11-26T09:59:59Z")))
        #expect(!hours.contains(try time("2026-11-26T10:00Z")))
    }

    @Test func hoursMayGoOnAfterMidnight() throws {
        let hours = try #require(DailyHours("16:30-00:30"))
        for inside in ["2026-11-26T16:30Z", "2026-11-26T23:59:59Z", "2026-11-27T00:00:01Z", "2026-11-27T00:29:59Z"] {
            #expect(hours.contains(try time(inside)), "\(inside)")
        }
        for outside in ["2026-11-26T16:29:59Z", "2026-11-27T00:30Z", "2026-11-27T12:00Z"] {
            #expect(!hours.contains(try time(outside)), "\(outside)")
        }
    }

    /// 26 November 2026 is a Thursday.
    @Test func theDayIsTheOneOnWhichTheHoursBegin() throws {
        let hours = try #require(DailyHours("mon-fri 22:00-02:00"))
        #expect(hours.contains(try time("2026-11-27T22:00Z")))
        #expect(hours.contains(try time("2026-11-28T01:59Z")), "Friday's hours go on into Saturday")
        #expect(!hours.contains(try time("2026-11-28T22:00Z")))
        #expect(!hours.contains(try time("2026-11-29T01:00Z")), "Saturday has none to go on")
        #expect(!hours.contains(try time("2026-11-30T01:00Z")), "neither has Sunday")
        #expect(hours.contains(try time("2026-11-30T22:00Z")))
    }

    @Test func equalTimesAreAWholeDayAndDaysMayGoRoundTheWeek() throws {
        let weekend = try #require(DailyHours("sat-sun 00:00-00:00"))
        #expect(weekend.contains(try time("2026-11-28")))
        #expect(weekend.contains(try time("2026-11-29T23:59:59Z")))
        #expect(!weekend.contains(try time("2026-11-30")))
        let around = try #require(DailyHours("sun-mon 08:00-09:00"))
        #expect(around.days == [.sunday, .monday])
        #expect(try #require(DailyHours("wed 08:00-09:00")).days == [.wednesday])
    }

    @Test(arguments: ["16:30-00:30", "mon-fri 01:00-10:00", "wed 08:00-09:05", "sat-sun 00:00-00:00"])
    func hoursAreWrittenAsTheyAreRead(text: String) {
        #expect(DailyHours(text)?.description == text)
    }

    @Test(arguments: [
        "", "16:30", "16:30-", "16:30-24:00", "1630-0030", "6:30-7:30", "mon-foo 01:00-02:00",
        "mon-tue-wed 01:00-02:00",
        "mon fri 01:00-02:00", "01:00-02:60", "a:bc-02:00", " ",
    ])
    func otherTextsAreNoHours(text: String) {
        #expect(DailyHours(text) == nil)
    }
}
