import Agents
import Foundation
import Planning
import Worlds

/// The engines that compute in process, by the names that `--drafter` and `--verifier` take.
enum Engine: String, CaseIterable {
    case blocksworldGreedy = "engine/blocksworld-greedy"
    case blocksworldOptimal = "engine/blocksworld-optimal"

    init?(_ name: String) {
        self.init(rawValue: name)
    }

    /// What it does, for a list.
    var summary: String {
        switch self {
        case .blocksworldGreedy: "plans in one pass; sound, not always shortest"
        case .blocksworldOptimal: "A* over the whole state space; always a shortest plan"
        }
    }

    /// - Throws: when the engine knows nothing of the agent's world.
    func agent(for definition: AgentDefinition) throws -> any Agent {
        guard definition.environment == .blocksworld else {
            throw Failure(
                .usage,
                "“\(rawValue)” only knows the world of blocks, and the agent “\(definition.name)” has another; "
                    + "name a model as provider/model (see `outrider models`)")
        }
        switch self {
        case .blocksworldGreedy: return GreedyDrafter()
        case .blocksworldOptimal:
            return OptimalVerifier(concurrentSearches: ProcessInfo.processInfo.activeProcessorCount)
        }
    }

    /// Who drafts and verifies for an agent when the user names nobody.
    static func standard(for definition: AgentDefinition) -> (drafter: Engine, verifier: Engine)? {
        definition.environment == .blocksworld ? (.blocksworldGreedy, .blocksworldOptimal) : nil
    }
}
