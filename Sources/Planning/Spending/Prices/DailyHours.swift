/// A time of day in UTC, on all days or on some of a week.
public struct DailyHours: Sendable, Hashable, Codable {
    /// The minute of the day with which it begins, from 0 to 1439.
    public let start: Int
    /// The minute with which it is over; where that is not after `start`, on the next day.
    public let end: Int
    /// The days on which it begins.
    public let days: [Weekday]

    /// Reads `16:30-00:30` or `mon-fri 01:00-10:00`; nil for anything else. Equal times are a whole day.
    public init?(_ text: String) {
        var words = text.lowercased().split(separator: " ")
        guard let times = words.popLast()?.split(separator: "-", omittingEmptySubsequences: false), times.count == 2,
            words.count <= 1, let start = Self.minute(times[0]), let end = Self.minute(times[1])
        else { return nil }
        guard let day = words.first else {
            self.init(start: start, end: end)
            return
        }
        let names = day.split(separator: "-", omittingEmptySubsequences: false).map { Weekday(rawValue: String($0)) }
        let all = Weekday.allCases
        guard names.count <= 2, let first = names[0].flatMap(all.firstIndex),
            let last = (names.last ?? nil).flatMap(all.firstIndex)
        else { return nil }
        let count = (last - first + all.count) % all.count + 1
        self.init(start: start, end: end, days: (0..<count).map { all[(first + $0) % all.count] })
    }

    private init(start: Int, end: Int, days: [Weekday] = Weekday.allCases) {
        self.start = start
        self.end = end
        self.days = days
    }

    /// Whether `time` lies in it. The first minute does, the last does not.
    public func contains(_ time: UTCInstant) -> Bool {
        let minute = time.minuteOfDay
        guard end <= start else { return (start..<end).contains(minute) && days.contains(time.weekday) }
        return minute >= start ? days.contains(time.weekday) : minute < end && days.contains(time.weekday.previous)
    }

    private static func minute(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let hour = UTCInstant.digits(parts[0], 2), hour < 24,
            let minute = UTCInstant.digits(parts[1], 2), minute < 60
        else { return nil }
        return hour * 60 + minute
    }
}

extension DailyHours: CustomStringConvertible {
    /// As ``init(_:)`` reads it.
    public var description: String {
        func text(_ minute: Int) -> String {
            "\(UTCInstant.padded(minute / 60, 2)):\(UTCInstant.padded(minute % 60, 2))"
        }
        let hours = "\(text(start))-\(text(end))"
        guard days.count < Weekday.allCases.count, let first = days.first, let last = days.last else { return hours }
        return "\(first == last ? first.rawValue : "\(first.rawValue)-\(last.rawValue)") \(hours)"
    }
}
