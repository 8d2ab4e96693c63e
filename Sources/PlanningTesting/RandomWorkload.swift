import Planning
public import Simulation
import Speculation

/// A workload drawn from a seed: any latencies, failures, kinds of actions and ends. Every answer is
/// a function of the seed, the position and the prefix.
public struct RandomWorkload: Workload {
    public let stepLimit: Int
    private let seed: UInt64
    private let agreement: Double
    private let draftFailures: Double
    private let verificationFailures: Double
    private let executionFailures: Double
    private let ends: Double

    /// The workload of a seed.
    public init(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        self.seed = generator.next()
        stepLimit = Int.random(in: 1...9, using: &generator)
        agreement = [0, 0.3, 0.6, 0.9, 1].randomElement(using: &generator) ?? 1
        draftFailures = [0, 0, 0.2].randomElement(using: &generator) ?? 0
        verificationFailures = [0, 0, 0, 0.1].randomElement(using: &generator) ?? 0
        executionFailures = [0, 0, 0, 0.1].randomElement(using: &generator) ?? 0
        ends = [0, 0.1, 0.3].randomElement(using: &generator) ?? 0
    }

    /// What the verifier does when it works alone and nothing fails.
    public var sequential: [SimulatedAction] {
        var actions: [SimulatedAction] = []
        var prefix = SimulatedPrefix.empty
        while actions.count < stepLimit, actions.last?.traits.finishes != true {
            let action = truth(at: actions.count + 1, after: prefix)
            actions.append(action)
            prefix = prefix.appending(action)
        }
        return actions
    }

    public func draft(at position: Int, after prefix: SimulatedPrefix) -> SimulatedCall {
        var random = random(1, position, prefix.fingerprint)
        let latency = Double(Int.random(in: 0...6, using: &random))
        if random.chance() < draftFailures { return .init(latency: latency, action: nil) }
        let isRight = random.chance() < agreement
        let action = isRight ? truth(at: position, after: prefix) : anyAction(-1, &random)
        return SimulatedCall(latency: latency, cost: 1, action: action)
    }

    public func verification(at position: Int, after prefix: SimulatedPrefix, attempt: Int) -> SimulatedCall {
        var random = random(2, position &+ attempt << 20, prefix.fingerprint)
        let latency = Double(Int.random(in: 0...12, using: &random))
        let fails = random.chance() < verificationFailures
        return SimulatedCall(latency: latency, cost: 5, action: fails ? nil : truth(at: position, after: prefix))
    }

    public func execution(of action: SimulatedAction, at position: Int, attempt: Int) -> SimulatedExecution {
        var random = random(3, position &+ attempt << 20, UInt64(bitPattern: Int64(action.identity)))
        let latency = Double(Int.random(in: 0...3, using: &random))
        return SimulatedExecution(
            latency: latency, succeeds: random.chance() >= executionFailures)
    }

    private func truth(at position: Int, after prefix: SimulatedPrefix) -> SimulatedAction {
        var random = random(4, position, prefix.fingerprint)
        return anyAction(1, &random)
    }

    private func anyAction(_ sign: Int, _ random: inout SeededGenerator) -> SimulatedAction {
        let kinds: [SpeculationMachine.StepTraits.Execution] = [.none, .early, .late]
        let execution = kinds.randomElement(using: &random) ?? .none
        let finishes = random.chance() < ends
        return SimulatedAction(
            sign * Int.random(in: 1...1_000_000, using: &random), .init(finishes: finishes, execution: execution))
    }

    private func random(_ salt: UInt64, _ position: Int, _ prefix: UInt64) -> SeededGenerator {
        var mixer = SeededGenerator(seed: seed ^ prefix &* 0x9e37_79b9_7f4a_7c15 ^ salt << 56 ^ UInt64(position) << 24)
        return SeededGenerator(seed: mixer.next())
    }
}
