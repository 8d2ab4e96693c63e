import Planning

extension TrafficTable {
    /// What somebody waits for.
    enum Obstacle: Sendable, Hashable {
        /// A place among all calls.
        case place
        /// A place among the calls of a model.
        case placeOf(ModelID)
        /// A place that is not kept free for verifiers.
        case draftPlace
        /// The end of a wait that the provider asked for.
        case pause(ModelID)
        /// An endpoint that has failed, and that another call tries.
        case circuit(ModelID)
        /// A quota that the provider tells of.
        case quota(ModelFlow.Quota)
        /// The quotas that the configuration sets.
        case window
    }

    /// Lets in whoever may begin, verifiers first and each kind in the order in which it came: whoever waits for
    /// something is not overtaken by others who would take of it.
    mutating func settle(at now: Duration) -> [Effect] {
        requests?.advance(to: now)
        tokens?.advance(to: now)
        for quota in reported.keys { reported[quota]?.advance(to: now) }
        var effects: [Effect] = []
        var barred: Set<Obstacle> = []
        var inNeed: [Obstacle] = []
        for guest in waiting.filter({ !$0.isDraft }) + waiting.filter(\.isDraft) {
            if guest.isDraft, let refusal = guest.model.flatMap({ refusal(of: $0, at: now) }) {
                effects.append(sendAway(guest, refusal))
                continue
            }
            let before = barred.first { bars($0, guest) }
            guard let obstacle = before ?? obstacle(for: guest, at: now) else {
                effects.append(admit(guest, at: now))
                continue
            }
            barred.insert(obstacle)
            if !guest.isDraft { inNeed.append(obstacle) }
        }
        return effects + yields(to: inNeed)
    }

    /// How a call would stand here that came at `now`: what would follow is tried out, on a copy.
    func standing(
        of model: ModelID?, for role: AgentRole, need: CallNeed, at now: Duration
    ) -> EndpointChoice.Standing {
        if let model {
            if refusal(of: model, at: now) != nil { return .failing }
            let flow = flows[model] ?? ModelFlow()
            let until = role == .drafter ? max(flow.pausedUntil, flow.draftsPausedUntil) : flow.pausedUntil
            if until > now { return .busy(for: until - now) }
        }
        // No other ticket is 0.
        let guest = Guest(ticket: 0, role: role, model: model, need: need)
        var after = self
        let effects = after.arrive(guest, at: now)
        if effects.contains(.admit(guest.ticket)) { return .ready }
        let line = after.line(before: guest, at: now) + [guest]
        let wait = max(after.chance(of: line, at: now) - now, .zero)
        // A draft that is in the way leaves at once.
        let makesRoom = effects.contains { if case .yield = $0 { true } else { false } }
        return .occupied(for: wait, turns: makesRoom ? 0 : after.turns(of: line))
    }

    /// Those who begin before a guest that waits: they come first, and it cannot pass them.
    private func line(before guest: Guest, at now: Duration) -> [Guest] {
        waiting.filter { other in
            guard other != guest, guest.isDraft || !other.isDraft else { return false }
            // Whoever misses nothing itself cannot pass somebody either.
            guard let obstacle = obstacle(for: other, at: now) else { return true }
            return bars(obstacle, guest)
        }
    }

    /// When the last of a line may begin, as far as time alone decides: after what all of them take of the quotas.
    private func chance(of line: [Guest], at now: Duration) -> Duration {
        guard let last = line.last else { return now }
        var moments = [nextChange(for: last.ticket, at: now), requests?.time(toTake: line.count, at: now)]
        if let tokens {
            // One that is larger than the limit passes alone.
            let amount = line.reduce(0) { $0 + min($1.need.tokens, tokens.limit) }
            moments.append(tokens.time(toTake: amount, at: now))
        }
        for quota in last.model.flatMap({ flows[$0] })?.quotas ?? [] {
            let before = line.dropLast().filter { bars(.quota(quota), $0) }
            let taken = before.reduce(0) { $0 + $1.need.amount(of: quota.kind) }
            moments.append(reported[quota]?.time(toTake: wanted(of: quota, by: last) + Double(taken), at: now))
        }
        return moments.compactMap(\.self).max() ?? now
    }

    /// How many calls have to end one after another until the last of a line has a place.
    private func turns(of line: [Guest]) -> Double {
        let model = line.last?.model
        let ofAll = capacity.map { Double(line.count) / Double($0) } ?? 0
        guard let model, let most = flows[model]?.limit.most else { return ofAll }
        return max(ofAll, Double(line.count { $0.model == model }) / Double(most))
    }

    /// When somebody who waits may be let in without anything else happening; nil when that takes others to leave.
    func nextChange(for ticket: Int, at now: Duration) -> Duration? {
        guard let guest = waiting.first(where: { $0.ticket == ticket }),
            let obstacle = obstacle(for: guest, at: now)
        else { return nil }
        switch obstacle {
        // A draft that meets an open circuit is sent away; one that waits does so for the call that tries.
        case .place, .placeOf, .circuit: return nil
        case .draftPlace: return keptUntil.flatMap { $0 > now ? $0 : nil }
        case .pause(let model):
            return flows[model].map { guest.isDraft ? max($0.pausedUntil, $0.draftsPausedUntil) : $0.pausedUntil }
        case .quota(let quota):
            return reported[quota]?.time(of: wanted(of: quota, by: guest), at: now).map {
                max($0, now + .milliseconds(1))
            }
        case .window:
            return [requests, tokens].map { $0?.nextChange(asDraft: guest.isDraft, at: now) }.compactMap(\.self).min()
        }
    }

    /// The drafts that are asked to leave for verifiers that want nothing but a place: the youngest, and no more
    /// than are needed.
    private mutating func yields(to inNeed: [Obstacle]) -> [Effect] {
        var leaving = yielding
        return inNeed.compactMap { obstacle in
            let inTheWay = running.filter { guest in
                switch obstacle {
                case .place: guest.isDraft
                case .placeOf(let model): guest.isDraft && guest.model == model
                default: false
                }
            }
            if let known = inTheWay.first(where: { leaving.contains($0.ticket) }) {
                leaving.remove(known.ticket)
                return nil
            }
            guard let youngest = inTheWay.last(where: { !yielding.contains($0.ticket) }) else { return nil }
            yielding.insert(youngest.ticket)
            return .yield(youngest.ticket)
        }
    }

    /// What keeps a guest from beginning; a place is what it waits for last, so that nobody yields in vain.
    private func obstacle(for guest: Guest, at now: Duration) -> Obstacle? {
        let flow = guest.model.flatMap { flows[$0] }
        if let model = guest.model, let flow {
            // Whoever is no draft has few attempts of its own, and pauses between them, and fails soon enough.
            if guest.isDraft, !flow.breaker.admits(at: now) { return .circuit(model) }
            if now < flow.pausedUntil || guest.isDraft && now < flow.draftsPausedUntil { return .pause(model) }
            for quota in flow.quotas {
                guard let known = reported[quota] else { continue }
                if known.available(at: now) < wanted(of: quota, by: guest) { return .quota(quota) }
            }
        }
        if requests?.admits(1, leaving: reserve(of: .requests, for: guest), at: now) == false
            || tokens?.admits(guest.need.tokens, leaving: reserve(of: .tokens, for: guest), at: now) == false
        {
            return .window
        }
        if let model = guest.model, let flow, let most = flow.limit.most {
            let calls = running.filter { $0.model == model }
            let forDrafts = flow.servesVerifiers && most > 1 ? most - 1 : most
            if calls.count >= most || guest.isDraft && calls.count(where: \.isDraft) >= forDrafts {
                return .placeOf(model)
            }
        }
        guard let capacity else { return nil }
        if running.count >= capacity { return .place }
        let forDrafts = servesVerifiers && capacity > 1 ? capacity - 1 : capacity
        guard guest.isDraft else { return nil }
        let isKept = keptUntil.map { now < $0 } ?? false
        return isKept || running.count(where: \.isDraft) >= forDrafts ? .draftPlace : nil
    }

    /// Until when the only place is kept for a verifier that has left it.
    private var keptUntil: Duration? {
        capacity == 1 ? verifierLeft.map { $0 + Self.verifiersReturn } : nil
    }

    /// How much must be left of a quota that the provider tells of. What our own count says is uncertain, so a
    /// verifier is held back only by one that is exhausted: to be refused costs it less than to wait in vain. A draft
    /// leaves what verifiers need, where they draw on the same quota.
    private func wanted(of quota: ModelFlow.Quota, by guest: Guest) -> Double {
        let sharesWithVerifiers = flows.values.contains { $0.servesVerifiers && $0.quotas.contains(quota) }
        guard sharesWithVerifiers, let reserve = reserve(of: quota.kind, for: guest) else { return 1 }
        return Double(guest.need.amount(of: quota.kind) + reserve)
    }

    /// Whether a guest would take of what somebody before it waits for.
    private func bars(_ obstacle: Obstacle, _ guest: Guest) -> Bool {
        switch obstacle {
        case .place, .window: true
        case .draftPlace: guest.isDraft
        case .placeOf(let model), .pause(let model), .circuit(let model): guest.model == model
        case .quota(let quota): guest.model.flatMap { flows[$0] }?.quotas.contains(quota) == true
        }
    }
}
