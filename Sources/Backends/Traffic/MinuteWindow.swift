/// What was taken in the last minute of a quota that the configuration sets. A value; the clock is somebody else's.
///
/// Guarantees: in no minute more is let in than the limit; only a single call that is larger than the limit may pass
/// it, alone. A draft is let in only where it leaves what verifiers may still want within this minute: what one
/// more of their calls takes, and at least as much as they lately took in a minute. In their first minute what they will
/// take is foretold from what they took so far, which at an even pace is never too little; before their first call,
/// drafts take no more than one of theirs would.
struct MinuteWindow: Sendable {
    private struct Entry: Sendable, Hashable {
        let ticket: Int
        let time: Duration
        var amount: Int
        let isDraft: Bool
    }

    private static let length = Duration.seconds(60)
    /// How long it is remembered what calls took that were no drafts.
    private static let memory = Duration.seconds(300)

    /// The most in a minute.
    let limit: Int
    private var entries: [Entry] = []
    private var takenByDrafts = 0
    private var takenByOthers = 0
    /// The most that calls took in a minute that were no drafts, and when.
    private var most = (amount: 0, time: Duration.zero)
    /// When the first call was made that was no draft.
    private var first: Duration?
    /// What calls have taken together that were no drafts, at any time.
    private var sumOfOthers = 0

    init(limit: Int) {
        self.limit = max(limit, 1)
    }

    /// All that was taken in the last minute.
    var taken: Int { takenByDrafts + takenByOthers }

    /// When somebody who has to wait may be let in, or it is worth asking again.
    func nextChange(asDraft isDraft: Bool, at now: Duration) -> Duration? {
        var moments = entries.first.map { [$0.time + Self.length] } ?? []
        guard isDraft else { return moments.first }
        if most.amount > takenByOthers { moments.append(most.time + Self.memory) }
        // What is foretold changes all the time.
        if let first, now < first + Self.length { moments.append(now + .milliseconds(250)) }
        return moments.min()
    }

    /// When the last of `amount` may be taken, if all is taken as early as may be: what is more than a minute has takes
    /// further minutes.
    func time(toTake amount: Int, at now: Duration) -> Duration {
        let further = max(amount - 1, 0) / limit
        var missing = taken + amount - further * limit - limit
        var moment = now
        for entry in entries where missing > 0 {
            missing -= entry.amount
            moment = entry.time + Self.length
        }
        return moment + Self.length * further
    }

    /// Whether `amount` may be taken.
    /// - Parameter reserve: what one more call takes of those whom a draft must not keep waiting, nothing where
    ///   there are none; nil for whoever is no draft.
    func admits(_ amount: Int, leaving reserve: Int?, at now: Duration) -> Bool {
        let amount = min(amount, limit)
        guard let reserve, reserve > 0 else { return taken + amount <= limit }
        return taken + amount + max(reserve, demand(reserve, at: now) - takenByOthers) <= limit
    }

    /// What those who are no drafts want in a minute.
    private func demand(_ reserve: Int, at now: Duration) -> Int {
        guard let first else { return limit - 2 * reserve }
        let elapsed = max(now - first, .milliseconds(1))
        guard elapsed < Self.length else { return most.amount }
        let foretold = Double(sumOfOthers) * (Self.length / elapsed)
        return max(most.amount, Int(min(foretold.rounded(.up), Double(limit))))
    }

    /// Takes `amount`.
    mutating func take(_ amount: Int, by ticket: Int, isDraft: Bool, at now: Duration) {
        entries.append(Entry(ticket: ticket, time: now, amount: amount, isDraft: isDraft))
        add(amount, isDraft, at: now)
        if !isDraft, first == nil { first = now }
    }

    /// Says what the taker has really used.
    mutating func correct(_ ticket: Int, to amount: Int, at now: Duration) {
        guard let place = entries.lastIndex(where: { $0.ticket == ticket }) else { return }
        add(amount - entries[place].amount, entries[place].isDraft, at: now)
        entries[place].amount = amount
    }

    /// Forgets what is older than a minute, and what was usual long ago.
    mutating func advance(to now: Duration) {
        if now - most.time >= Self.memory { most = (takenByOthers, now) }
        let expired = entries.prefix { $0.time + Self.length <= now }
        guard !expired.isEmpty else { return }
        for entry in expired { add(-entry.amount, entry.isDraft, at: now) }
        entries.removeFirst(expired.count)
    }

    private mutating func add(_ amount: Int, _ isDraft: Bool, at now: Duration) {
        if isDraft { takenByDrafts += amount } else { takenByOthers += amount }
        if !isDraft, amount > 0 { sumOfOthers += amount }
        if takenByOthers >= most.amount { most = (takenByOthers, now) }
    }
}
