import Control

/// Another controller, with a note of all it decided.
struct NotedDepth<Controller: DepthController>: DepthController {
    private var controller: Controller
    private(set) var decisions: [DepthDecision] = []

    init(_ controller: Controller) {
        self.controller = controller
    }

    var name: String { controller.name }

    mutating func decide(_ context: DepthContext) -> DepthDecision {
        decisions.append(controller.decide(context))
        return decisions[decisions.count - 1]
    }

    mutating func observe(_ outcome: DepthOutcome) { controller.observe(outcome) }
}
