import Planning
import Simulation

/// A drafter five times as fast as its verifier and right in a given part of all cases.
struct SteadyWorkload: Workload {
    let stepLimit: Int
    let agreement: Double
    let seed: UInt64

    func draft(at position: Int, after prefix: SimulatedPrefix) -> SimulatedCall {
        var random = SeededGenerator(seed: seed ^ prefix.fingerprint)
        let isRight = Double.random(in: 0..<1, using: &random) < agreement
        return SimulatedCall(latency: 1, cost: 1, action: SimulatedAction(isRight ? position : -position))
    }

    func verification(at position: Int, after prefix: SimulatedPrefix, attempt: Int) -> SimulatedCall {
        SimulatedCall(latency: 5, cost: 5, action: SimulatedAction(position))
    }

    func execution(of action: SimulatedAction, at position: Int, attempt: Int) -> SimulatedExecution {
        SimulatedExecution(latency: 0)
    }
}
