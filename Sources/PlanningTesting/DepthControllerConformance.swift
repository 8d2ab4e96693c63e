public import Control
import Foundation
import Planning
import Simulation

/// What every depth controller has to keep, checked with any of them.
///
/// A test calls ``violations(_:)`` and expects nothing back; each violation says which rule was broken,
/// and how.
public struct DepthControllerConformance: Sendable {
    /// All rules.
    public init() {}

    /// The rules that a controller breaks, in plain words; none for one that may be used.
    public func violations(_ controller: some DepthController) -> [String] {
        replay(controller) + copies(controller) + savedInMidLife(controller) + extremes(controller)
            + shapes(controller)
    }

    // MARK: - Rules

    /// The same history gives the same answers.
    private func replay(_ controller: some DepthController) -> [String] {
        var (first, second) = (controller, controller)
        let experience = DepthExperience(seed: 3)
        let same = live(&first, experience) == live(&second, experience) && first == second
        return same ? [] : ["\(controller.name): the same history gave different answers"]
    }

    /// What happens to a copy does not happen to the original.
    private func copies(_ controller: some DepthController) -> [String] {
        var original = controller
        _ = live(&original, DepthExperience(seed: 4))
        let before = original
        var copy = original
        _ = live(&copy, DepthExperience(seed: 5))
        return original == before ? [] : ["\(controller.name): a copy's experience changed the original"]
    }

    /// Saved as JSON in mid-life and read again, it goes on as if nothing had happened.
    private func savedInMidLife<Controller: DepthController>(_ controller: Controller) -> [String] {
        var original = controller
        _ = live(&original, DepthExperience(seed: 6))
        do {
            var saved = try JSONDecoder().decode(Controller.self, from: try JSONEncoder().encode(original))
            let rest = DepthExperience(seed: 7)
            let same = live(&original, rest) == live(&saved, rest)
            return same ? [] : ["\(controller.name): read from JSON it went on differently"]
        } catch {
            return ["\(controller.name): it cannot be saved as JSON and read again: \(error)"]
        }
    }

    /// Whatever it is told, the depth stays within bounds and no figure is NaN.
    private func extremes(_ controller: some DepthController) -> [String] {
        var violations: [String] = []
        let numbers = [Double.nan, 0, -0.0, -1, .infinity, -.infinity, 1e300, 1e-300, 1]
        for seconds in numbers {
            for dollars in numbers.map(Optional.some) + [nil] {
                var controller = controller
                let experience = DepthExperience(seed: 8, strange: CallFigures(seconds: seconds, dollars: dollars))
                for decision in live(&controller, experience) where !decision.isSane {
                    violations.append("\(controller.name): \(decision) after \(seconds) s and \(dollars ?? -1) $")
                    break
                }
            }
        }
        return violations
    }

    /// One step, two thousand steps, and a clock that jumps.
    private func shapes(_ controller: some DepthController) -> [String] {
        var violations: [String] = []
        for length in [1, 2000] {
            let steps = (0..<length).map { DrawnWorkload.Step(draft: $0 % 5 == 4 ? .wrong : .right) }
            var simulator = Simulator(DrawnWorkload(steps, finishes: false), controller: controller, keepsWork: false)
            let run = simulator()
            if run.committed.count != length {
                violations.append("\(controller.name): \(length) steps were not finished")
            }
        }
        var controller = controller
        for jump in [-1e9, 1e9, .nan, .infinity] {
            var context = DepthExperience(seed: 9).context(frontier: 1, drafts: 2)
            context.oldestVerification = jump
            context.lastVerification = jump
            context.nextVerification = jump
            for frontier in [Int.min, -1, 0, 1, Int.max - 70] {
                context.frontier = frontier
                context.stepsLeft = frontier > 0 ? frontier : 1
                let decision = controller.decide(context)
                if !decision.isSane {
                    violations.append("\(controller.name): \(decision) when the clock jumps by \(jump)")
                }
            }
        }
        return violations
    }

    /// Lives through an experience: every decision that was asked for.
    private func live(_ controller: inout some DepthController, _ experience: DepthExperience) -> [DepthDecision] {
        var decisions: [DepthDecision] = []
        for moment in experience.moments {
            switch moment {
            case .decision(let context): decisions.append(controller.decide(context))
            case .outcome(let outcome):
                controller.observe(outcome)
                if let training = controller.takeTraining() { controller.adopt(training()) }
            }
        }
        return decisions
    }
}

extension DepthDecision {
    fileprivate var isSane: Bool {
        (0...DepthLimit.most).contains(depth) && [acceptance, survival].allSatisfy { $0.map { 0...1 ~= $0 } ?? true }
            && !(threshold?.isNaN ?? false)
    }
}
