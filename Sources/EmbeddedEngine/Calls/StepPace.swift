/// What a token of an answer takes that nobody guesses, from one to the next and with all that lies between: the
/// mean of the last ones, without those that the system must have interrupted.
struct StepPace: Sendable {
    private var samples: [Duration] = []
    private var next = 0

    /// Whether enough were measured.
    var isKnown: Bool { samples.count >= Self.fewest }

    /// Nil until it is known.
    var step: Duration? {
        guard isKnown else { return nil }
        let longest = samples.sorted()[samples.count / 2] * 4
        let usual = samples.filter { $0 <= longest }
        return usual.reduce(.zero, +) / max(usual.count, 1)
    }

    /// What a guess has spared: the steps that write what was right of it, less the guess's part of the pass that
    /// checked it. Nil until it is known what a step takes.
    /// - Parameters:
    ///   - accepted: how many of its tokens were right.
    ///   - guessed: how many were checked.
    ///   - rows: tokens of the whole pass, which took `duration`.
    func spared(by accepted: Int, guessed: Int, of rows: Int, in duration: Duration) -> Duration? {
        step.map { $0 * accepted - duration * guessed / rows }
    }

    mutating func add(_ duration: Duration) {
        if samples.count < Self.most {
            samples.append(duration)
        } else {
            samples[next] = duration
            next = (next + 1) % Self.most
        }
    }

    private static let fewest = 3
    private static let most = 16
}
