import Agents
import Backends
import Configuration
import Control
import Foundation
import Planning
import Speculation

/// How a run chooses its depth: a controller that knows what earlier runs have taught, and the way back for
/// what this one teaches.
struct RunControl: Sendable {
    let controller: any DepthController
    /// Gets everything the controller gets to see.
    let log = ExperienceLog()
    /// What the verifier alone took and cost for a step in earlier runs, where time has to be weighed against it.
    let reference: Reference?
    /// Whether its controller learns.
    let learns: Bool
    private let keeper: ExperienceKeeper

    /// Fetches what was learnt. What cannot be read is left aside, with a warning.
    init(_ assembly: CrewAssembly, from store: any KnowledgeStore) async throws {
        let plan = assembly.plan
        keeper = ExperienceKeeper(
            store,
            key: KnowledgeKey(agent: assembly.definition.name, drafter: plan.drafter, verifier: plan.verifier),
            identity: try assembly.identity, now: { Date() },
            warn: { Console.error.print(foreign: "outrider: \($0)") })
        let experience = await keeper.load()
        reference = plan.valueOfTime == nil ? nil : experience.reference
        var controller = plan.controllerName.controller(plan.controllerSettings)
        learns = plan.controllerName.learns
        if learns { controller.learn(from: experience) }
        self.controller = controller
    }

    private init(_ earlier: RunControl, _ controller: any DepthController) {
        (reference, learns, keeper) = (earlier.reference, earlier.learns, earlier.keeper)
        self.controller = controller
    }

    /// For another run of the same kind, with a controller that knows more by now.
    func followed(by controller: any DepthController) -> RunControl { RunControl(self, controller) }

    /// Saves what the run has taught.
    /// - Parameter tools: the names of the tools that its steps could call.
    func keep(_ start: RunStart, tools: [String]) async {
        await save([(run: Self.episode(of: start), outcomes: log.outcomes)], tools: tools)
    }

    /// Saves what several runs have taught.
    func save(_ lessons: [(run: String, outcomes: [DepthOutcome])], tools: [String]) async {
        await keeper.keep(lessons, tools: tools)
    }

    /// What a run teaches is known by its name, and where it was resumed.
    static func episode(of start: RunStart) -> String {
        let run = start.header.run.description
        return start.resumption.map { "\(run)+\($0.nextSequence)" } ?? run
    }
}

extension CrewAssembly {
    /// Who chooses the depth; nil where the strategy rides at none.
    func control(from store: any KnowledgeStore) async throws -> RunControl? {
        plan.strategy == .dsp ? try await RunControl(self, from: store) : nil
    }

    /// What the models are: a text that changes with their prices, their styles and their prompts, and with
    /// the files of those that come with the program. Holds nothing secret.
    fileprivate var identity: String {
        get throws {
            let folders = ModelFolders(surroundings.places)
            let files = try participants.compactMap(Engine.init).filter { $0.method.family == .neural }
                .map { StableHash(try Data(contentsOf: folders.file(of: $0))).hexadecimal }
            let asked = try models()
            let catalogue = surroundings.settings.catalogue
            let priced =
                try participants.filter { $0.hasPrefix("\(Catalogue.inProcess)/") }.map(catalogue.model) + asked
            // Styles and prompts are for models that are asked in words.
            let words = asked.isEmpty ? [] : [plan.drafterStyle, plan.verifierStyle, plan.agentSource]
            return StableHash(
                JSONValue.array(
                    try priced.map { try JSONValue(encoding: ModelDocument($0)) } + (files + words).map { .string($0) }
                )
                .canonicalBytes
            ).hexadecimal
        }
    }
}
