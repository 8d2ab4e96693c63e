import Planning

extension RunSummary {
    /// The limit that ended the run, if one did.
    var limitReached: LimitReached? {
        guard status == .limit else { return nil }
        if let limit { return limit }
        // What ends a run at its last permitted step is the count of the steps itself.
        let allowed = header?.limits.steps ?? steps.count
        return LimitReached(kind: .steps, used: "\(steps.count) steps", allowed: "\(allowed) steps")
    }
}

extension LimitReached {
    /// The flag that gives twice as much as `limits`, as one would type it; nil where there is none, because a run
    /// that goes on may use as much again.
    func raised(from limits: Limits) -> String? {
        guard scope == .run else { return nil }
        return switch kind {
        case .steps: "--max-steps \(limits.steps * 2)"
        case .cost: "--max-cost \((limits.cost ?? .zero).doubled)"
        case .tokens: "--max-tokens \((limits.tokens ?? 0) * 2)"
        case .workingTime: "--max-working-time \((limits.workingTime ?? .zero).doubled)"
        case .time: "--max-time \((limits.time ?? .zero).doubled)"
        case .expansions: nil
        }
    }
}

extension Money {
    /// Twice as much, in plain digits.
    fileprivate var doubled: String { "\(self + self)".filter { $0 != "$" } }
}

extension Duration {
    /// Twice as long, in the largest unit that comes out whole.
    fileprivate var doubled: String {
        let milliseconds = Int((self * 2).seconds * 1000)
        return switch milliseconds {
        case let time where time % 3_600_000 == 0: "\(time / 3_600_000)h"
        case let time where time % 60_000 == 0: "\(time / 60_000)m"
        case let time where time % 1000 == 0: "\(time / 1000)s"
        default: "\(milliseconds)ms"
        }
    }
}
