import Foundation
import Planning
import Testing

struct UTCInstantTests {
    @Test(
        arguments: [
            ("1970-01-01", 0), ("1970-01-02", 86_400_000), ("2025-04-14", 1_744_588_800_000),
            ("2024-02-29", 1_709_164_800_000), ("2000-03-01", 951_868_800_000), ("1969-12-31", -86_400_000),
            ("2026-11-26T16:30Z", 1_795_710_600_000), ("2026-11-26T16:30:05Z", 1_795_710_605_000),
        ] as [(String, Int64)])
    func aDateIsReadAndWritten(text: String, milliseconds: Int64) throws {
        let instant = try #require(UTCInstant(text))
        #expect(instant.milliseconds == milliseconds)
        #expect("\(instant)" == text)
    }

    @Test(arguments: [
        "", "2025", "2025-4-14", "2025-13-01", "2025-00-01", "2025-02-29", "1900-02-29", "2025-04-31", "2025-04-14T",
        "2025-04-14T16:30", "2025-04-14T24:00Z", "2025-04-14T16:60Z", "2025-04-14T16:30+02:00", "2025-04-14 16:30Z",
        "٢٠٢٥-04-14", "-025-04-14", "2025-04-14T1:30Z", "0000-01-01",
    ])
    func otherTextsAreNoDate(text: String) {
        #expect(UTCInstant(text) == nil)
    }

    /// Against the system's calendar, over four centuries and both sides of 1970.
    @Test func everyDayIsTheOneOfTheCalendar() {
        let formatter = ISO8601DateFormatter()
        formatter.formatOptions = [.withFullDate]
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        for day in stride(from: -80_000, through: 80_000, by: 97) {
            let instant = UTCInstant(milliseconds: Int64(day) * 86_400_000 + 1)
            let date = Date(timeIntervalSince1970: Double(day) * 86_400 + 1)
            #expect(instant.day == formatter.string(from: date))
            #expect(UTCInstant(instant.day) == instant.startOfDay)
            // The calendar's week begins on Sunday, as 1.
            let index = Weekday.allCases.firstIndex(of: instant.weekday).map { ($0 + 1) % 7 + 1 }
            #expect(index == calendar.component(.weekday, from: date))
        }
    }

    @Test func timeOfDayAndDistancesAreExactBeforeAndAfter1970() throws {
        let before = UTCInstant(milliseconds: -1)
        #expect(before.day == "1969-12-31" && before.minuteOfDay == 1439 && before.weekday == .wednesday)
        let start = try #require(UTCInstant("2026-11-26"))
        #expect(start.advanced(by: .seconds(86_399)).minuteOfDay == 1439)
        #expect(start.advanced(by: .milliseconds(86_400_000)).day == "2026-11-27")
        #expect(start.days(until: start.advanced(by: .seconds(86_399))) == 0)
        #expect(start.days(until: start.advanced(by: .seconds(86_400))) == 1)
        #expect(start.advanced(by: .seconds(86_400)).days(until: start) == -1)
    }

    /// Whole seconds and sixteenths are exact as floating-point numbers.
    @Test(
        arguments: [
            (0, 0), (0.0625, 62), (1_795_710_605.9375, 1_795_710_605_937), (-0.0625, -63), (-1, -1000),
            (-1.5, -1500), (1e300, .max), (-1e300, .min), (.infinity, .max), (-.infinity, .min),
        ] as [(Double, Int64)])
    func aDateLiesInTheMillisecondThatItIsRoundedDownTo(seconds: Double, milliseconds: Int64) {
        #expect(UTCInstant(Date(timeIntervalSince1970: seconds)).milliseconds == milliseconds)
    }
}
