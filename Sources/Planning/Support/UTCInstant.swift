/// A moment in universal time, as exact as the record keeps it: when a price begins, when a call was made.
public struct UTCInstant: Sendable, Hashable, Comparable {
    /// Milliseconds since 1970.
    public let milliseconds: Int64

    /// A moment by its milliseconds since 1970.
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// Reads `2025-04-14`, which is the first moment of that day, `2025-04-14T16:30Z` or
    /// `2025-04-14T16:30:05Z`. Nil for anything else, for days that no month has, and for other time zones.
    public init?(_ text: String) {
        let parts = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        let date = parts[0].split(separator: "-", omittingEmptySubsequences: false)
        guard date.count == 3, let year = Self.digits(date[0], 4), year > 0, let month = Self.digits(date[1], 2),
            (1...12).contains(month), let day = Self.digits(date[2], 2),
            (1...Self.length(ofMonth: month, year: year)).contains(day)
        else { return nil }
        var seconds = 0
        if parts.count == 2 {
            guard parts[1].hasSuffix("Z") else { return nil }
            let time = parts[1].dropLast().split(separator: ":", omittingEmptySubsequences: false)
            guard time.count == 2 || time.count == 3, let hour = Self.digits(time[0], 2), hour < 24,
                let minute = Self.digits(time[1], 2), minute < 60
            else { return nil }
            guard let second = time.count == 3 ? Self.digits(time[2], 2) : 0, second < 60 else { return nil }
            seconds = hour * 3600 + minute * 60 + second
        }
        milliseconds = Int64(Self.day(year: year, month: month, day: day) * 86_400 + seconds) * 1000
    }

    /// The moment `time` later.
    public func advanced(by time: Duration) -> UTCInstant {
        UTCInstant(milliseconds: milliseconds + Int64((time.seconds * 1000).rounded(.down)))
    }

    /// The first moment of its day.
    public var startOfDay: UTCInstant { UTCInstant(milliseconds: dayNumber * Self.millisecondsOfDay) }

    /// The first moment of the day after it.
    public var startOfNextDay: UTCInstant { UTCInstant(milliseconds: (dayNumber + 1) * Self.millisecondsOfDay) }

    /// Whole days from this moment to `other`; negative if `other` is earlier.
    public func days(until other: UTCInstant) -> Int {
        Int((other.milliseconds - milliseconds) / Self.millisecondsOfDay)
    }

    /// Minutes since midnight, from 0 to 1439.
    public var minuteOfDay: Int { Int((milliseconds - startOfDay.milliseconds) / 60_000) }

    /// The day of the week.
    public var weekday: Weekday {
        // 1 January 1970 was a Thursday.
        let index = Int((dayNumber + 3) % 7)
        return Weekday.allCases[index < 0 ? index + 7 : index]
    }

    public static func < (left: UTCInstant, right: UTCInstant) -> Bool { left.milliseconds < right.milliseconds }

    /// Days since 1970, downwards also before it.
    public var dayNumber: Int64 {
        let (days, rest) = milliseconds.quotientAndRemainder(dividingBy: Self.millisecondsOfDay)
        return rest < 0 ? days - 1 : days
    }

    private static let millisecondsOfDay: Int64 = 86_400_000

    /// A number of exactly `count` digits, and nothing else.
    static func digits(_ text: Substring, _ count: Int) -> Int? {
        guard text.utf8.count == count, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(text)
    }

    private static func length(ofMonth month: Int, year: Int) -> Int {
        day(year: month == 12 ? year + 1 : year, month: month == 12 ? 1 : month + 1, day: 1)
            - day(year: year, month: month, day: 1)
    }

    /// The days from 1 January 1970 to a date of the Gregorian calendar, also to a day that its month does not have.
    public static func day(year: Int, month: Int, day: Int) -> Int {
        // Years begin in March here, so that the day that leap years have more is a year's last.
        let years = month > 2 ? year : year - 1
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return years * 365 + years / 4 - years / 100 + years / 400 + dayOfYear - 719_468
    }
}

extension UTCInstant: CustomStringConvertible {
    /// The day, as `2025-04-14`.
    public var day: String {
        // The inverse of the above, by trying the year that the mean length of years leads to and its neighbours.
        var year = 1970 + Int((Double(dayNumber) / 365.2425).rounded(.down))
        while Self.day(year: year + 1, month: 1, day: 1) <= dayNumber { year += 1 }
        while Self.day(year: year, month: 1, day: 1) > dayNumber { year -= 1 }
        let month = (1...12).last { Self.day(year: year, month: $0, day: 1) <= dayNumber } ?? 1
        let day = Int(dayNumber) - Self.day(year: year, month: month, day: 1) + 1
        return "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
    }

    /// The day, and the time where it is not midnight; ``init(_:)-(String)`` reads it.
    public var description: String {
        let seconds = Int((milliseconds - startOfDay.milliseconds) / 1000)
        guard seconds > 0 else { return day }
        let time = "\(day)T\(Self.padded(seconds / 3600, 2)):\(Self.padded(seconds / 60 % 60, 2))"
        return seconds % 60 == 0 ? time + "Z" : "\(time):\(Self.padded(seconds % 60, 2))Z"
    }

    /// A number with zeros before it, up to `count` digits.
    static func padded(_ number: Int, _ count: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(count - digits.count, 0)) + digits
    }
}

extension UTCInstant: Codable {
    public init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }
}
