import Planning

/// Which of a model's endpoints is asked, and which one after that if it fails. A value; the clock is somebody else's.
///
/// Those that can be asked at once come before those that want to be left alone, and those before the ones that fail.
/// Among equals the preference decides: the cheapest, by what the request would cost there; or the fastest, by a
/// moving average of what their last answers took. Whoever was not heard of lately is taken to be fast, so that each
/// is tried, and tried again.
struct EndpointChoice: Sendable, Hashable {
    /// How an endpoint stands with whoever might ask it, the best first.
    enum Standing: Int, Sendable, Hashable, Comparable {
        case ready
        /// It asked to be left alone for a while.
        case busy
        /// It has failed several times in a row, or its account is empty.
        case failing

        static func < (left: Standing, right: Standing) -> Bool { left.rawValue < right.rawValue }
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

    private var latencies: [ModelID: Latency] = [:]

    /// An endpoint has answered.
    mutating func answered(_ model: ModelID, after time: Duration, at now: Duration) {
        let seconds = time / .seconds(1)
        let known = latency(of: model, at: now) ?? seconds
        latencies[model] = Latency(mean: known + Self.weight * (seconds - known), heard: now)
    }

    /// The candidates, the one to ask first in front; among equals the order in which they are given stays.
    /// - Parameter date: the same moment by the calendar, which prices go by.
    func order(
        _ candidates: [Candidate], by preference: ModelRoute.Preference, need: CallNeed, at now: Duration,
        on date: UTCInstant
    ) -> [Model] {
        let scored = candidates.enumerated().map { place, candidate in
            let score =
                switch preference {
                case .cost: cost(of: candidate.model, need, on: date)
                case .latency: latency(of: candidate.model.id, at: now) ?? 0
                }
            return (candidate: candidate, score: score, place: place)
        }
        return scored.sorted {
            ($0.candidate.standing, $0.score, $0.place) < ($1.candidate.standing, $1.score, $1.place)
        }.map(\.candidate.model)
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
