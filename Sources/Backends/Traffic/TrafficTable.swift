import Planning

/// Who may call a provider, or use a server, and when. A value: arrivals, departures, replies and the time go in, and
/// out comes who may begin and who must yield.
///
/// A verifier waits for nothing but other verifiers and the provider's own limits, and whoever scores drafts is
/// treated like one: the run waits for both. Drafts come after them, in every respect:
/// - Where there is a most of calls at once and a verifier is among the callers, drafts leave it a place; where there
///   is no place to leave, drafts run only while no verifier wants to, and the youngest draft yields to a verifier
///   that finds all places taken.
/// - A draft begins only where the quotas it draws on keep what verifiers are expected to need.
/// - While a model's endpoint fails, and when the money is gone, drafts are refused at once.
struct TrafficTable: Sendable {
    /// Somebody who wants to call, or calls.
    struct Guest: Sendable, Hashable {
        let ticket: Int
        let role: AgentRole
        /// Nil where all models are alike, as on a server of our own.
        var model: ModelID?
        var need = CallNeed.call

        var isDraft: Bool { role == .drafter }
    }

    /// What follows.
    enum Effect: Sendable, Hashable {
        /// The guest may begin.
        case admit(Int)
        /// The guest, who has begun, is asked to leave.
        case yield(Int)
        /// The guest, who waits, is sent away.
        case refuse(Int, Refusal)
    }

    /// Why a draft is not made.
    enum Refusal: Sendable, Hashable {
        /// The endpoint has failed so often in a row, the last time like this, and is left alone for a while.
        case circuitOpen(failures: Int, last: String?)
        /// The account has no money left, as the provider said.
        case outOfMoney(String)
    }

    /// How long drafts stay away from an account without money.
    static let poverty = Duration.seconds(600)
    /// How long the only place is kept for a verifier that has left it: one that asks twice for a step is back at
    /// once, and a draft that began in between would be cut off.
    static let verifiersReturn = Duration.milliseconds(50)
    /// How long drafts stay away when a provider refuses a call and does not say for how long.
    static let draftPause = Duration.seconds(1)

    /// How many calls there may be at once; nil for any number.
    private(set) var capacity: Int?
    /// Whether verifiers are among the callers.
    private(set) var servesVerifiers = false
    /// When a verifier was done last.
    private(set) var verifierLeft: Duration?
    /// Those who have begun, the youngest last.
    private(set) var running: [Guest] = []
    /// Those who wait, the first comer first.
    private(set) var waiting: [Guest] = []
    /// Drafts that were asked to leave.
    var yielding: Set<Int> = []
    var flows: [ModelID: ModelFlow] = [:]
    var requests: MinuteWindow?
    var tokens: MinuteWindow?
    var reported: [ModelFlow.Quota: ReportedQuota] = [:]
    /// The number under which each of those who run was let in.
    private var admissions: [Int: Int] = [:]
    private var nextAdmission = 1
    /// The largest call that was no draft.
    private var largest = CallNeed.call
    /// How many there were at once that were no drafts, at most.
    private var mostAtOnce = 1
    private var poor: (until: Duration, words: String)?

    /// - Parameters:
    ///   - capacity: how many calls there may be at once.
    ///   - requestsPerMinute: how many may begin in a minute.
    ///   - tokensPerMinute: how many tokens they may use together in a minute.
    init(capacity: Int? = nil, requestsPerMinute: Int? = nil, tokensPerMinute: Int? = nil) {
        self.capacity = capacity.map { max($0, 1) }
        requests = requestsPerMinute.map { MinuteWindow(limit: $0) }
        tokens = tokensPerMinute.map { MinuteWindow(limit: $0) }
    }

    // MARK: - Coming and going

    /// Says how many calls there may be at once.
    mutating func resize(to capacity: Int, at now: Duration) -> [Effect] {
        self.capacity = max(capacity, 1)
        return settle(at: now)
    }

    /// Says that verifiers are among the callers.
    mutating func expectVerifiers() {
        servesVerifiers = true
    }

    /// Somebody wants to begin.
    mutating func arrive(_ guest: Guest, at now: Duration) -> [Effect] {
        waiting.append(guest)
        if !guest.isDraft {
            servesVerifiers = true
            largest = largest.merged(with: guest.need)
            mostAtOnce = max(mostAtOnce, (running + waiting).count { !$0.isDraft })
        }
        if let model = guest.model {
            flows[model, default: ModelFlow()].servesVerifiers = flows[model]?.servesVerifiers == true || !guest.isDraft
        }
        return settle(at: now)
    }

    /// Somebody is done, or waits no longer.
    mutating func leave(_ ticket: Int, at now: Duration) -> [Effect] {
        if let guest = running.first(where: { $0.ticket == ticket }), let model = guest.model,
            let admission = admissions.removeValue(forKey: ticket)
        {
            flows[model]?.breaker.ended(admission)
        }
        if running.contains(where: { $0.ticket == ticket && !$0.isDraft }) { verifierLeft = now }
        running.removeAll { $0.ticket == ticket }
        waiting.removeAll { $0.ticket == ticket }
        yielding.remove(ticket)
        return settle(at: now)
    }

    /// Time has passed.
    mutating func tick(at now: Duration) -> [Effect] { settle(at: now) }

    // MARK: - What the provider says

    /// A provider has said how its quotas stand.
    mutating func replied(_ ticket: Int, _ report: RateLimitReport, at now: Duration) -> [Effect] {
        guard let (model, admission) = call(ticket), !report.readings.isEmpty else { return [] }
        let later = running.filter { admissions[$0.ticket, default: 0] > admission }
        var quotas: [ModelFlow.Quota] = []
        for (kind, reading) in report.readings {
            let quota = ModelFlow.Quota(kind: kind, limit: reading.limit)
            quotas.append(quota)
            let sharers = later.filter { guest in
                guest.model == model || guest.model.flatMap { flows[$0] }?.quotas.contains(quota) == true
            }
            let taken = sharers.reduce(0) { $0 + $1.need.amount(of: kind) }
            if reported[quota] == nil {
                reported[quota] = ReportedQuota(reading, admission: admission, later: taken, at: now)
            } else {
                reported[quota]?.update(reading, admission: admission, later: taken, at: now)
            }
        }
        flows[model]?.quotas = quotas
        return settle(at: now)
    }

    /// A call was answered in whole.
    /// - Parameter used: the tokens it took, where they are told.
    mutating func succeeded(_ ticket: Int, using used: Int?, at now: Duration) -> [Effect] {
        if let used { tokens?.correct(ticket, to: used, at: now) }
        guard let (model, _) = call(ticket) else { return [] }
        flows[model]?.limit.succeeded()
        flows[model]?.breaker.answered()
        return settle(at: now)
    }

    /// A call has failed.
    /// - Parameter longestPause: the longest wait that verifiers sit out; one that is longer they would rather be
    ///   told of.
    mutating func failed(
        _ ticket: Int, _ error: BackendError, longestPause: Duration, at now: Duration
    ) -> [Effect] {
        guard let (model, admission) = call(ticket) else { return [] }
        switch error.code {
        case .rateLimited:
            let open = running.count { $0.model == model }
            flows[model]?.limit.refused(admission: admission, open: open, next: nextAdmission)
            flows[model]?.breaker.answered()
            pause(model, error.retryAfter, longestPause, at: now)
        case .outOfMoney:
            poor = (now + Self.poverty, error.message)
            flows[model]?.breaker.answered()
        case .overloaded, .serverFault, .unreachable, .timedOut, .cutMidStream, .untrustedCertificate:
            // Nothing that fewer calls of our own would help against.
            flows[model]?.breaker.failed(admission, at: now)
            flows[model]?.lastFailure = error.message
        case .loading: break
        case .tooLarge, .badRequest, .missingKey, .unauthorized, .unknownModel, .malformedResponse:
            flows[model]?.breaker.answered()
        }
        return settle(at: now)
    }

    private mutating func pause(_ model: ModelID, _ asked: Duration?, _ longest: Duration, at now: Duration) {
        guard var flow = flows[model] else { return }
        flow.draftsPausedUntil = max(flow.draftsPausedUntil, now + (asked ?? Self.draftPause))
        if let asked, asked <= longest { flow.pausedUntil = max(flow.pausedUntil, now + asked) }
        flows[model] = flow
    }

    private func call(_ ticket: Int) -> (ModelID, Int)? {
        guard let model = running.first(where: { $0.ticket == ticket })?.model, let admission = admissions[ticket]
        else { return nil }
        return (model, admission)
    }

    // MARK: - What it says itself

    /// What a draft has to leave of a quota; nil for whoever need not leave any.
    func reserve(of kind: RateLimitReport.Kind, for guest: Guest) -> Int? {
        guard guest.isDraft else { return nil }
        return servesVerifiers ? max(largest.amount(of: kind), 1) * mostAtOnce : 0
    }

    /// Why a draft of `model` is not made; nil when nothing speaks against it.
    func refusal(of model: ModelID, at now: Duration) -> Refusal? {
        if let poor, now < poor.until { return .outOfMoney(poor.words) }
        guard let flow = flows[model], let until = flow.breaker.until, now < until else { return nil }
        return .circuitOpen(failures: flow.breaker.inARow, last: flow.lastFailure)
    }

    /// Lets a guest begin.
    mutating func admit(_ guest: Guest, at now: Duration) -> Effect {
        waiting.removeAll { $0 == guest }
        running.append(guest)
        let admission = nextAdmission
        nextAdmission += 1
        requests?.take(1, by: guest.ticket, isDraft: guest.isDraft, at: now)
        tokens?.take(guest.need.tokens, by: guest.ticket, isDraft: guest.isDraft, at: now)
        if let model = guest.model {
            admissions[guest.ticket] = admission
            flows[model]?.breaker.began(admission, at: now)
            for quota in flows[model]?.quotas ?? [] { reported[quota]?.take(guest.need.amount(of: quota.kind)) }
        }
        return .admit(guest.ticket)
    }

    /// Sends a guest away who waits.
    mutating func sendAway(_ guest: Guest, _ refusal: Refusal) -> Effect {
        waiting.removeAll { $0 == guest }
        return .refuse(guest.ticket, refusal)
    }
}
