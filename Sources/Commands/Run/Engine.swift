import Agents
import Foundation
import Planning
import Worlds

/// The engines that compute in process, by the names that `--drafter` and `--verifier` take.
enum Engine: String, CaseIterable {
    case blocksworldGreedy = "engine/blocksworld-greedy"
    case blocksworldOptimal = "engine/blocksworld-optimal"
    case countdownGreedy = "engine/countdown-greedy"
    case countdownOptimal = "engine/countdown-optimal"

    init?(_ name: String) {
        self.init(rawValue: name)
    }

    /// What it does, for a list.
    var summary: String {
        switch self {
        case .blocksworldGreedy: "plans in one pass; sound, not always shortest"
        case .blocksworldOptimal: "A* over the whole state space; always a shortest plan"
        case .countdownGreedy: "looks two steps ahead, then goes to the nearest number"
        case .countdownOptimal: "search over everything that can be made; always a shortest plan"
        }
    }

    /// The only world that it knows.
    private var world: SimulatedWorld {
        switch self {
        case .blocksworldGreedy, .blocksworldOptimal: .blocksworld
        case .countdownGreedy, .countdownOptimal: .countdown
        }
    }

    /// - Throws: when the engine knows nothing of the agent's world.
    func agent(for definition: AgentDefinition) throws -> any Agent {
        guard definition.environment.world == world else {
            throw Failure(
                .usage,
                "“\(rawValue)” only knows the world “\(world.rawValue)”, and the agent “\(definition.name)” has another; "
                    + "name a model as provider/model (see `outrider models`)")
        }
        switch self {
        case .blocksworldGreedy, .countdownGreedy: return GreedyDrafter(for: world)
        case .blocksworldOptimal, .countdownOptimal:
            return OptimalVerifier(for: world, concurrentSearches: ProcessInfo.processInfo.activeProcessorCount)
        }
    }

    /// Who drafts and verifies for an agent when the user names nobody.
    static func standard(for definition: AgentDefinition) -> (drafter: Engine, verifier: Engine)? {
        switch definition.environment.world {
        case .blocksworld: (.blocksworldGreedy, .blocksworldOptimal)
        case .countdown: (.countdownGreedy, .countdownOptimal)
        case nil: nil
        }
    }
}

extension AgentEnvironment {
    /// The simulated world that this is, if it is one.
    var world: SimulatedWorld? { SimulatedWorld(rawValue: rawValue) }
}
