public import Planning
public import Simulation

/// What nobody can beat: the best that can be done with these drafts by somebody who knows
/// beforehand which of them are right, has as many parallel calls as he likes, and leaves out those
/// that cost more than they bring (algorithms.md 5.6).
public struct OracleBound: Sendable, Hashable {
    /// Relative to the verifier alone.
    public private(set) var latency = 1.0
    /// Relative to the verifier alone.
    public private(set) var cost = 1.0
    /// J of both.
    public private(set) var objective = 1.0

    /// The bound for tasks that are run one after the other.
    public init(_ tasks: [PlannedTask], lambda: Lambda) {
        var sequential = (latency: 0.0, cost: 0.0)
        for task in tasks {
            for step in task.steps {
                sequential.latency += step.verifying.latency
                sequential.cost += step.verifying.charge.dollars
            }
        }
        let perSecond = sequential.latency > 0 ? lambda.value / sequential.latency : 0
        let perDollar = sequential.cost > 0 ? (1 - lambda.value) / sequential.cost : 0
        var best = (latency: 0.0, cost: 0.0)
        for task in tasks {
            let bound = Self.bound(task, perSecond: perSecond, perDollar: perDollar)
            best.latency += bound.latency
            best.cost += bound.cost
        }
        latency = sequential.latency > 0 ? best.latency / sequential.latency : 1
        cost = sequential.cost > 0 ? best.cost / sequential.cost : 1
        objective = lambda.objective(latency: latency, cost: cost)
    }

    /// Whichever position returns last, its verification began when all before it were known. For
    /// each position that is a bound of its own, and the largest of them counts.
    private static func bound(
        _ task: PlannedTask, perSecond: Double, perDollar: Double
    ) -> (latency: Double, cost: Double) {
        var begun = 0.0
        var drafts = 0.0
        let verifying = task.steps.reduce(0) { $0 + $1.verifying.charge.dollars }
        var largest = -Double.infinity
        var bound = (latency: 0.0, cost: verifying)
        for step in task.steps {
            let latency = begun + step.verifying.latency
            let value = perSecond * latency + perDollar * drafts
            if value > largest {
                largest = value
                bound = (latency, verifying + drafts)
            }
            let price = step.drafting.charge.dollars
            let gain = step.verifying.latency - step.drafting.latency
            if step.draft == .right, perSecond * gain > perDollar * price {
                begun += step.drafting.latency
                drafts += price
            } else {
                begun += step.verifying.latency
            }
        }
        return bound
    }
}

extension OracleBound {
    /// The part of what could be won that J has won: 1 is the oracle, 0 the verifier alone. Nil
    /// where there is nothing to win.
    public func efficiency(of value: Double) -> Double? {
        objective < 1 - 1e-9 ? (1 - value) / (1 - objective) : nil
    }
}
