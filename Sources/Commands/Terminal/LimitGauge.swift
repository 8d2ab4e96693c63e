import Planning

/// How close a run is to its limits.
struct LimitGauge {
    /// The limits of which something is used, the closest first.
    let readings: [Reading]

    /// What is used of one limit.
    struct Reading: Hashable {
        /// From 0 to 1, or more where a limit was overrun.
        let part: Double
        /// What is allowed, in the words of a person.
        let allowed: String
    }

    /// - Parameter elapsed: the run's time by now.
    init(_ run: RunSummary, elapsed: Duration) {
        guard let limits = run.header?.limits else {
            readings = []
            return
        }
        // What calls hold that are open is out of reach for others, and so it counts.
        let expense = run.expense
        func reading(_ used: Double, _ allowed: Double?, _ words: String) -> Reading? {
            allowed.flatMap { $0 > 0 ? Reading(part: used / $0, allowed: words) : nil }
        }
        readings = [
            reading(Double(run.steps.count), Double(limits.steps), "\(limits.steps) steps"),
            reading(expense.cost.dollars, limits.cost?.dollars, limits.cost.map { "\($0)" } ?? ""),
            reading(Double(expense.tokens), limits.tokens.map(Double.init), limits.tokens?.spokenTokens ?? ""),
            reading(elapsed.seconds, limits.time?.seconds, limits.time?.spoken ?? ""),
            reading(
                run.workingTime.seconds, limits.workingTime?.seconds, "\(limits.workingTime?.spoken ?? "") of work"),
        ].compactMap(\.self).filter { $0.part > 0 }.sorted { $0.part > $1.part }
    }

    /// A bar of the limit that is closest, such as `▰▰▰▱▱▱▱▱ 38 % of $0.50`; nil while none is used to a fifth.
    var closest: String? {
        guard let closest = readings.first, closest.part >= 0.2 else { return nil }
        return
            "\(Self.bar(closest.part, columns: 8)) \(Int((closest.part * 100).rounded(.down))) % of \(closest.allowed)"
    }

    /// Whether the closest limit is almost reached.
    var isClose: Bool { (readings.first?.part ?? 0) >= 0.8 }

    /// A bar of so many columns.
    static func bar(_ part: Double, columns: Int) -> String {
        let full = min(max(Int((part * Double(columns)).rounded(.down)), 0), columns)
        return String(repeating: "▰", count: full) + String(repeating: "▱", count: columns - full)
    }
}
