/// A quota as the provider told of it last, and what was taken since. A value; the clock is somebody else's.
///
/// Between two reports it is taken to fill up evenly, so that it is whole when the provider says it will be. What
/// the provider could not know when it answered, calls that were made later, counts as taken.
struct ReportedQuota: Sendable, Hashable {
    /// How long a report is believed that does not say until when it holds.
    private static let memory = Duration.seconds(60)

    private var reading: RateLimitReport.Reading
    private var since: Duration
    private var taken = 0
    /// The call that brought the report, by its number.
    private var admission: Int

    /// The first report.
    /// - Parameters:
    ///   - admission: the number of the call that brought it.
    ///   - later: what open calls take that were let in after that one.
    init(_ reading: RateLimitReport.Reading, admission: Int, later: Int, at now: Duration) {
        self.reading = reading
        self.admission = admission
        taken = later
        since = now
    }

    /// Takes in another report. One of an older call says nothing new.
    mutating func update(_ reading: RateLimitReport.Reading, admission: Int, later: Int, at now: Duration) {
        guard admission >= self.admission else { return }
        self = ReportedQuota(reading, admission: admission, later: later, at: now)
    }

    /// A call is made that takes `amount`.
    mutating func take(_ amount: Int) {
        taken += amount
    }

    /// Counts anew once the quota is whole again.
    mutating func advance(to now: Duration) {
        guard now - since >= length else { return }
        if let limit = reading.limit { reading.remaining = limit }
        reading.reset = Self.memory
        taken = 0
        since = now
        isWhole = true
    }

    /// Whether it has become whole since the last report.
    private var isWhole = false

    private var length: Duration { reading.reset ?? Self.memory }

    /// What is left; infinite where nothing is known.
    func available(at now: Duration) -> Double {
        guard let limit = reading.limit else { return isWhole ? .infinity : Double(reading.remaining - taken) }
        return min(Double(limit), Double(reading.remaining) + (now - since) / .seconds(1) * refill) - Double(taken)
    }

    /// When `amount` is there, if nobody takes anything before; nil if that will never be.
    func time(of amount: Double, at now: Duration) -> Duration? {
        let missing = amount - available(at: now)
        guard missing > 0 else { return now }
        let whole = since + length
        if let limit = reading.limit, amount > Double(limit) { return nil }
        guard refill > 0, (missing / refill).isFinite else { return whole }
        return min(whole, now + .seconds(missing / refill))
    }

    /// When the last of `amount` is there, also where that is more than the whole. Nobody says for how long the whole
    /// lasts; it is taken to be a minute's, as it mostly is.
    func time(toTake amount: Double, at now: Duration) -> Duration {
        let limit = reading.limit.map { Double($0) } ?? .infinity
        let further = max((amount - 1) / limit, 0).rounded(.down)
        let rest = further > 0 ? amount - further * limit : amount
        return (time(of: rest, at: now) ?? now) + max(length, Self.memory) * further
    }

    /// How much comes back in a second.
    private var refill: Double {
        guard let limit = reading.limit, length > .zero else { return 0 }
        return Double(max(limit - reading.remaining, 0)) / (length / .seconds(1))
    }
}
