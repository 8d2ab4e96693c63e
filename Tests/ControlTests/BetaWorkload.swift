import Control
import Foundation
import Planning
import Simulation
import Speculation

/// A task whose drafts are right with chances that vary from step to step (algorithms.md 5.5): a = 1 s,
/// t = 6 s, c_a = 0.2, c_t = 1, of which 0.55 is the prompt.
struct BetaWorkload: Workload {
    /// What a controller can know of a step's chance.
    enum Hint { case nothing, everything }

    let task = TaskFeatures(cluster: 1)
    let stepLimit: Int
    private(set) var chances: [Double] = []
    private(set) var isRight: [Bool] = []
    private let hint: Hint
    private let verifying: Double

    init(steps: Int, seed: UInt64, hint: Hint = .nothing, verifying: Double = 6, chance: Double) {
        self.init(steps: steps, seed: seed, hint: hint, verifying: verifying) { _, _ in chance }
    }

    /// Chances from Beta(α, β).
    init(steps: Int, seed: UInt64, hint: Hint, beta: (Double, Double)) {
        self.init(steps: steps, seed: seed, hint: hint) { _, generator in
            let (x, y) = (Self.gamma(beta.0, &generator), Self.gamma(beta.1, &generator))
            return x / (x + y)
        }
    }

    init(
        steps: Int, seed: UInt64, hint: Hint = .nothing, verifying: Double = 6,
        chance: (Int, inout SeededGenerator) -> Double
    ) {
        stepLimit = steps
        self.hint = hint
        self.verifying = verifying
        var generator = SeededGenerator(seed: seed)
        for step in 0..<steps {
            let chance = chance(step, &generator)
            chances.append(chance)
            isRight.append(generator.chance() < chance)
        }
    }

    func draft(at position: Int, after prefix: SimulatedPrefix) -> SimulatedCall {
        let isRight = isRight[position - 1]
        return SimulatedCall(
            latency: 1, cost: 0.2, promptCost: 0.2, confidence: hint == .everything ? chances[position - 1] : nil,
            action: SimulatedAction(isRight ? position : -position, tool: tool(at: position)))
    }

    func verification(at position: Int, after prefix: SimulatedPrefix, attempt: Int) -> SimulatedCall {
        SimulatedCall(
            latency: verifying, cost: 1, promptCost: 0.55, action: SimulatedAction(position, tool: tool(at: position)))
    }

    func execution(of action: SimulatedAction, at position: Int, attempt: Int) -> SimulatedExecution {
        SimulatedExecution(latency: 0)
    }

    /// What the verifier alone takes.
    var reference: Reference { Reference(seconds: Double(stepLimit) * verifying, dollars: Double(stepLimit)) }

    func bound(_ lambda: Lambda) -> OracleBound {
        let steps = isRight.map {
            OracleBound.Step(
                verifierTime: verifying, verifierCost: 1, draftTime: 1, draftCost: 0.2, chance: $0 ? 1 : 0)
        }
        return OracleBound([steps], lambda: lambda.value)
    }

    /// The step before says in tenths how likely the next one is.
    private func tool(at position: Int) -> ToolMark {
        guard hint == .everything, position < chances.count else { return .text }
        return ToolMark(hash: 100 + UInt32(min(chances[position] * 10, 9)))
    }

    /// Marsaglia and Tsang's method.
    private static func gamma(_ shape: Double, _ generator: inout SeededGenerator) -> Double {
        func uniform() -> Double { Double.random(in: 1e-12..<1, using: &generator) }
        if shape < 1 { return gamma(shape + 1, &generator) * pow(uniform(), 1 / shape) }
        let d = shape - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let x = (-2 * log(uniform())).squareRoot() * cos(2 * .pi * uniform())
            let v = pow(1 + c * x, 3)
            if v > 0, log(uniform()) < 0.5 * x * x + d - d * v + d * log(v) { return d * v }
        }
    }
}

extension DepthController {
    /// Works through tasks one after the other.
    /// - Returns: J over those after the first `warmUp`, latency and cost relative to the verifier alone.
    mutating func play(
        _ tasks: [BetaWorkload], at lambda: Lambda, warmUp: Int = 0
    ) -> (objective: Double, latency: Double, cost: Double) {
        var taken = Reference(seconds: 0, dollars: 0)
        var reference = Reference(seconds: 0, dollars: 0)
        for (index, task) in tasks.enumerated() {
            var simulator = Simulator(task, controller: self, keepsWork: false)
            let run = simulator()
            if let learnt = simulator.controller as? Self { self = learnt }
            guard index >= warmUp else { continue }
            taken.seconds += run.latency
            taken.dollars += run.cost
            reference.seconds += task.reference.seconds
            reference.dollars += task.reference.dollars
        }
        let (latency, cost) = (taken.seconds / reference.seconds, taken.dollars / reference.dollars)
        return (RelativeEffort(latency: latency, cost: cost).objective(lambda: lambda.value), latency, cost)
    }
}
