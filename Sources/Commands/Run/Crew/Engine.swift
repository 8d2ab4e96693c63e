import Agents
import Backends
import EmbeddedEngine
import Foundation
import Planning
import Worlds

/// The engines that compute in process, by the names that `--drafter` and `--verifier` take.
struct Engine: Hashable {
    let world: SimulatedWorld
    let method: Method

    /// How an engine comes to its answers.
    enum Method: String, CaseIterable {
        /// Small trained models.
        case drafter, verifier
        /// Programs that search.
        case greedy, optimal

        /// The engines that work together when the user names nobody.
        var family: EngineFamily {
            switch self {
            case .drafter, .verifier: .neural
            case .greedy, .optimal: .search
            }
        }
    }

    init(_ world: SimulatedWorld, _ method: Method) {
        self.world = world
        self.method = method
    }

    init?(_ name: String) {
        guard let engine = Self.all.first(where: { $0.name == name }) else { return nil }
        self = engine
    }

    static let all = SimulatedWorld.allCases.flatMap { world in Method.allCases.map { Engine(world, $0) } }

    var name: String { "\(method.family == .neural ? Catalogue.inProcess : "engine")/\(modelName)" }

    /// What its model is called, without the provider.
    var modelName: String { "\(world.rawValue)-\(method.rawValue)" }

    /// What it does, for a list.
    var summary: String {
        switch (method, world) {
        case (.drafter, _): "a small trained model, a fraction of the verifier's work"
        case (.verifier, _): "a trained model, nearly always right"
        case (.greedy, .blocksworld): "plans in one pass; sound, not always shortest"
        case (.greedy, .countdown): "looks two steps ahead, then goes to the nearest number"
        case (.optimal, .blocksworld): "A* over the whole state space; always a shortest plan"
        case (.optimal, .countdown): "search over everything that can be made; always a shortest plan"
        }
    }

    /// How many moves a model plays to the end. Four numbers are too much for one look of so small a model: with
    /// one the verifier solves 37 of 100 tasks that take three steps, with eight 98, with sixteen all.
    private var attempts: Int {
        switch (world, method) {
        case (.countdown, .drafter): 4
        case (.countdown, .verifier): 16
        default: 1
        }
    }

    /// - Parameters:
    ///   - role: what it is asked for: a drafter drafts one step after the other, a verifier works on several.
    ///   - folders: where models' files are looked for.
    ///   - limit: how many calls of all embedded models are computed at once.
    ///   - catalogue: what models cost.
    ///   - seed: that of the run.
    /// - Throws: when the engine knows nothing of the agent's world, or its model cannot be loaded.
    func agent(
        for definition: AgentDefinition, as role: AgentRole, modelsIn folders: ModelFolders,
        within limit: ConcurrencyLimit?, pricedBy catalogue: Catalogue, seed: UInt64
    ) throws -> any Agent {
        guard definition.environment.world == world else {
            throw Failure(
                .usage,
                "“\(name)” only knows the world “\(world.rawValue)”, and the agent “\(definition.name)” has another; "
                    + "name a model as provider/model (see `outrider models`)")
        }
        switch method {
        case .greedy: return GreedyDrafter(for: world)
        case .optimal:
            return OptimalVerifier(for: world, concurrentSearches: ProcessInfo.processInfo.activeProcessorCount)
        case .drafter, .verifier:
            let model = try EmbeddedModel(file: try folders.file(of: self))
            let lanes = ProcessInfo.processInfo.activeProcessorCount
            return TrainedPlanner(
                for: world, asking: model, lanes: lanes, within: limit, knownAs: try catalogue.model(named: name),
                attempts: attempts, seed: seed)
        }
    }
}

extension SimulatedWorld {
    /// The engines that plan `task`, or a task drawn for them, where nobody chooses any: trained models, where they
    /// know such tasks.
    func engines(for task: String?) -> EngineFamily { task.map(isForModels) ?? true ? .neural : .search }
}

/// Two engines that work together.
enum EngineFamily: String, CaseIterable {
    /// Small trained models that come with the program.
    case neural
    /// Programs that search; they take larger problems, and their verifier is always right.
    case search

    /// Who drafts and who verifies in `world`.
    func pair(for world: SimulatedWorld) -> (drafter: Engine, verifier: Engine) {
        switch self {
        case .neural: (Engine(world, .drafter), Engine(world, .verifier))
        case .search: (Engine(world, .greedy), Engine(world, .optimal))
        }
    }
}

extension AgentEnvironment {
    /// The simulated world that this is, if it is one.
    var world: SimulatedWorld? { SimulatedWorld(rawValue: rawValue) }
}
