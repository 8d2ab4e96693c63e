import Planning

/// What everybody in a random run does: a function of the seed and of what they are asked.
struct DrawnScript: Sendable {
    let seed: UInt64
    let stepLimit: Int
    let agreement: Double
    let draftFailures: Double
    let verificationFailures: Double
    let executionFailures: Double
    let ends: Double
    let calls: Int

    init(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        self.seed = random.next()
        stepLimit = Int.random(in: 1...8, using: &random)
        agreement = [0, 0.5, 0.8, 1].randomElement(using: &random) ?? 1
        draftFailures = [0, 0, 0.2].randomElement(using: &random) ?? 0
        verificationFailures = [0, 0, 0, 0.1].randomElement(using: &random) ?? 0
        executionFailures = [0, 0, 0, 0.1].randomElement(using: &random) ?? 0
        ends = [0, 0.1, 0.3].randomElement(using: &random) ?? 0
        calls = Int.random(in: 1...2, using: &random)
    }

    /// Whether nothing can go wrong that would end the run.
    var isSound: Bool { verificationFailures == 0 && executionFailures == 0 }

    /// The verifier's step after `prefix`.
    func truth(after prefix: Trajectory) -> Action {
        var random = random(1, prefix.fingerprint)
        return action(1, &random)
    }

    /// The drafter's step after `prefix`.
    func draft(after prefix: Trajectory) -> Action {
        var random = random(2, prefix.fingerprint)
        return random.chance() < agreement ? truth(after: prefix) : action(-1, &random)
    }

    /// What comes of an action.
    func observation(of action: Action, after prefix: Trajectory) -> Observation {
        action.tool == "free" ? .empty : Observation("\(action.canonical) after \(prefix.fingerprint)")
    }

    /// The trajectory of the verifier alone.
    var sequential: Trajectory {
        var trajectory = Trajectory()
        while trajectory.count < stepLimit, trajectory.steps.last?.action.finishes != true {
            let action = truth(after: trajectory)
            trajectory.append(Step(action: action, observation: observation(of: action, after: trajectory)))
        }
        return trajectory
    }

    func random(_ salt: UInt64, _ value: UInt64) -> SeededGenerator {
        var mixer = SeededGenerator(seed: seed ^ value &* 0x9e37_79b9_7f4a_7c15 ^ salt << 56)
        return SeededGenerator(seed: mixer.next())
    }

    private func action(_ sign: Int64, _ random: inout SeededGenerator) -> Action {
        let tool = ["free", "early", "late", "try"].randomElement(using: &random) ?? "free"
        let ends = random.chance() < ends
        return Action(
            tool: tool, arguments: ["number": .integer(sign * Int64.random(in: 1...1_000_000, using: &random))],
            answer: ends ? "done" : nil)
    }
}
