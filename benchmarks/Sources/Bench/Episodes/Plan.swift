import Planning

/// A task whose steps are known: what every agent here proposes.
struct Plan: Sendable {
    private let steps: [Action]

    init(steps count: Int) {
        steps = (1...count).map { Action(tool: "move", arguments: ["block": .string("b\($0)"), "onto": "table"]) }
    }

    var count: Int { steps.count }

    /// The step after `trajectory`, or one that is not in the plan.
    func step(after trajectory: Trajectory, isRight: Bool = true) -> Action {
        let index = trajectory.count
        return isRight && index < steps.count ? steps[index] : Action(tool: "wrong")
    }
}
