/// How long the last calls of a model took. A value.
public struct LatencySample: Sendable, Hashable {
    /// So many calls are remembered.
    static let capacity = 128

    private var recent: [Duration] = []
    private var next = 0

    /// The times, the shortest first.
    private(set) var sorted: [Duration] = []

    /// Nothing, or what is known from earlier on, the oldest first.
    public init(_ durations: [Duration] = []) {
        for duration in durations { add(duration) }
    }

    /// Adds a call, in place of the oldest once there are many.
    public mutating func add(_ duration: Duration) {
        guard duration > .zero else { return }
        if recent.count < Self.capacity {
            recent.append(duration)
        } else {
            if let place = sorted.firstIndex(of: recent[next]) { sorted.remove(at: place) }
            recent[next] = duration
            next = (next + 1) % Self.capacity
        }
        sorted.insert(duration, at: sorted.firstIndex { $0 > duration } ?? sorted.endIndex)
    }

    /// What a second call saves on average, started beside one that has already taken `age`: what the first one
    /// still takes, less what it takes until either has answered, both drawn from what was seen.
    func saving(at age: Duration) -> Duration {
        let left = sorted.filter { $0 > age }.map { ($0 - age).seconds }
        guard !left.isEmpty else { return .zero }
        let whole = sorted.map(\.seconds)
        let saved = left.reduce(0) { sum, remaining in
            sum + whole.reduce(0) { $0 + max(remaining - $1, 0) } / Double(whole.count)
        }
        return .seconds(saved / Double(left.count))
    }

    /// The mean time.
    var mean: Duration { sorted.isEmpty ? .zero : sorted.reduce(.zero, +) / sorted.count }

    /// The time that a share of calls does not exceed.
    func quantile(_ share: Double) -> Duration {
        sorted.isEmpty ? .zero : sorted[min(Int((Double(sorted.count) * share).rounded(.down)), sorted.count - 1)]
    }
}
