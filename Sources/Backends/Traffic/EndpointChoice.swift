import Planning

/// Which of a model's endpoints is asked, and which one after that if it fails. A value; the clock is somebody else's.
///
/// Who prefers the cheapest, by what the request would cost there, waits for its turn there, and goes elsewhere only if
/// it wants to be left alone. Who prefers the fastest, by a moving average of what their last answers took, waits
/// nowhere while a call could begin elsewhere; where it could begin nowhere, the one is asked that would have answered
/// first. Whoever was not heard of lately is taken to be fast, so that each is tried, and tried again. Those that fail
/// come last.
struct EndpointChoice: Sendable, Hashable {
    /// How an endpoint stands with whoever might ask it.
    enum Standing: Sendable, Hashable {
        /// The call would begin at once.
        case ready
        /// A place or a quota is wanting: for so long, as far as that is a matter of time, and until so many calls
        /// have ended there one after another.
        case occupied(for: Duration, turns: Double)
        /// It asked to be left alone for so long.
        case busy(for: Duration)
        /// It has failed several times in a row, or its account is empty.
        case failing
    }

    /// An endpoint that could be asked.
    struct Candidate: Sendable, Hashable {
        let model: Model
        let standing: Standing
    }

    private struct Latency: Sendable, Hashable {
        var mean: Double
        var heard: Duration
    }

    /// How long an average is believed.
    static let memory = Duration.seconds(300)
    private static let weight = 0.3
    /// The length of an answer by which prices are compared.
    private static let typicalOutput = 256
    /// The seconds that a call is taken to keep its place where nothing is known.
    private static let typicalTurn = 1.0

    private var latencies: [ModelID: Latency] = [:]

    /// An endpoint has answered.
    /// - Parameter time: since it was the call's turn: what calls wait for before is added when it is foretold.
    mutating func answered(_ model: ModelID, after time: Duration, at now: Duration) {
        let seconds = time / .seconds(1)
        let known = latency(of: model, at: now) ?? seconds
        latencies[model] = Latency(mean: known + Self.weight * (seconds - known), heard: now)
    }

    /// The candidates, the one to ask first in front; among equals the order in which they are given stays.
    /// - Parameters:
    ///   - evading: whether the call may go to another endpoint only because the one it prefers has no room.
    ///   - date: the same moment by the calendar, which prices go by.
    func order(
        _ candidates: [Candidate], by preference: ModelRoute.Preference, evading: Bool, need: CallNeed,
        at now: Duration, on date: UTCInstant
    ) -> [Model] {
        let waits = preference == .cost || !evading
        let scored = candidates.enumerated().map { place, candidate in
            let standing: Standing =
                if waits, case .occupied = candidate.standing { .ready } else { candidate.standing }
            let score =
                switch preference {
                case .cost: cost(of: candidate.model, need, on: date)
                case .latency: time(candidate.model.id, standing, at: now)
                }
            return (model: candidate.model, rank: Self.rank(of: standing), score: score, place: place)
        }
        return scored.sorted { ($0.rank, $0.score, $0.place) < ($1.rank, $1.score, $1.place) }.map(\.model)
    }

    private static func rank(of standing: Standing) -> Int {
        switch standing {
        case .ready: 0
        case .occupied, .busy: 1
        case .failing: 2
        }
    }

    /// In how many seconds an endpoint would have answered, as far as that can be foretold.
    private func time(_ model: ModelID, _ standing: Standing, at now: Duration) -> Double {
        let answer = latency(of: model, at: now)
        let wait: Double =
            switch standing {
            case .ready, .failing: 0
            case .busy(let pause): pause / .seconds(1)
            case .occupied(let pause, let turns): pause / .seconds(1) + turns * (answer ?? Self.typicalTurn)
            }
        return wait + (answer ?? 0)
    }

    /// What is not known costs more than anything that is.
    private func cost(of model: Model, _ need: CallNeed, on date: UTCInstant) -> Double {
        let usage = Usage(freshInput: need.prompt, output: min(need.output, Self.typicalOutput))
        return model.applied(to: usage, at: date).map { $0.price.cost(of: usage).dollars } ?? .infinity
    }

    /// What an endpoint's answers take in seconds; nil where it was not heard of lately.
    private func latency(of model: ModelID, at now: Duration) -> Double? {
        latencies[model].flatMap { now - $0.heard < Self.memory ? $0.mean : nil }
    }
}
