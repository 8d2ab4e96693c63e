import Agents
import Control
import Foundation
import Ledger
import Planning
import Speculation
import Strategies

/// How a run chooses its depth: a controller that knows what earlier runs have taught, and the way back for
/// what this one teaches.
struct RunControl: Sendable {
    let controller: any DepthController
    /// Gets everything the controller gets to see.
    let log = ExperienceLog()
    /// What the verifier alone took and cost for a step in earlier runs.
    let reference: Reference?
    private let experience: Experience
    private let keeper: KnowledgeKeeper<Experience>
    private let tools: [String]

    /// Fetches what was learnt. What cannot be read is left aside, with a warning.
    init(_ assembly: CrewAssembly, crew: Crew, from store: LedgerStore) async throws {
        let plan = assembly.plan
        let key = KnowledgeKey(agent: assembly.definition.name, drafter: plan.drafter, verifier: plan.verifier)
        keeper = KnowledgeKeeper(
            store, key: key, identity: try assembly.identity, now: { Date() },
            warn: { Console.error.print(foreign: "outrider: \($0)") })
        experience = await keeper.load() ?? Experience()
        reference = experience.reference
        tools = crew.environment.tools.map(\.name)
        var controller = plan.controllerName.controller(plan.controllerSettings)
        if plan.controllerName.learns { controller.learn(from: experience) }
        self.controller = controller
    }

    /// Saves what the run has taught.
    func keep(_ start: RunStart) async {
        let episode = Episode(
            name: ([start.header.run.description] + (start.resumption.map { ["\($0.nextSequence)"] } ?? []))
                .joined(separator: "+"),
            startedAt: start.resumption?.resumedAt ?? start.header.startedAt, outcomes: log.outcomes)
        guard episode.isInstructive else { return }
        await keeper.save(experience.adding(episode, tools: tools))
    }
}

extension CrewAssembly {
    /// What the models are, in one text that changes with their prices, styles and prompts. Holds nothing secret.
    var identity: String {
        get throws {
            let models = try models().map { try JSONValue(encoding: $0) }
            let whole: JSONValue = [
                "models": .array(models), "styles": [.string(plan.drafterStyle), .string(plan.verifierStyle)],
                "agent": .string(plan.agentSource),
            ]
            return StableHash(whole.canonicalBytes).hexadecimal
        }
    }
}
