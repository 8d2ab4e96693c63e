import ArgumentParser

/// A time as a flag gives it: a number with a unit, such as `500ms`, `90s`, `5m` or `1.5h`.
struct TimeSpan: ExpressibleByArgument {
    let duration: Duration

    init?(argument: String) {
        let units: [(suffix: String, seconds: Double)] = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)]
        guard let unit = units.first(where: { argument.hasSuffix($0.suffix) }),
            let number = Double(argument.dropLast(unit.suffix.count)), number > 0, number.isFinite, number < 1e7
        else { return nil }
        duration = .nanoseconds(Int64(number * unit.seconds * 1e9))
    }
}
