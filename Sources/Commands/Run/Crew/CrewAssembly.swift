import Agents
import Backends
import Configuration
import Foundation
import Ledger
import Memory
import Planning
import Strategies
import Tasks
import Worlds

/// Builds the crew of a run: agents from models or engines, and the environment they act in.
struct CrewAssembly {
    private(set) var plan: RunPlan
    let definition: AgentDefinition
    let surroundings: Surroundings
    /// On which the models' calls take their time, where they are scripted, and all else that the run knows of it.
    var clock: any Clock<Duration> = ContinuousClock()
    /// What scripted models answer from.
    var key: AnswerKey?
    /// Who agrees to calls that change the world; nobody, unless somebody says so.
    var consent = Consent()
    private let drafter: DrafterChoice
    /// One transport and one estimate of token counts for all agents, so that connections and experience are shared.
    let calls: RewardAssembly.Calls
    /// When a call of the verifier gets a second one beside it; nil where it never does.
    private let hedging: Hedging?

    /// - Parameter calls: what it shares with other runs of this process; nil for what is new.
    init(_ plan: RunPlan, in surroundings: Surroundings, sharing calls: RewardAssembly.Calls? = nil) throws {
        self.plan = plan
        self.calls = calls ?? RewardAssembly.Calls(in: surroundings, seed: plan.seed)
        hedging = surroundings.settings.hedging.value ? Hedging(lambda: plan.preference.lambda(at: nil)) : nil
        drafter = DrafterChoice(plan.drafter)
        self.surroundings = surroundings
        definition = try AgentDefinition(parsing: plan.agentSource, file: plan.agentFile)
        key = definition.environment.world.map { .world($0) }
        try rewards?.check()
    }

    /// The models that take part and that are asked over a network.
    /// - Throws: when a name is neither a model's nor an engine's.
    func models() throws -> [Model] {
        try participants.filter(Self.isAskedOverNetwork).map(model)
    }

    /// Whether `name` is that of a model behind a provider: none that computes here, and none that is scripted.
    static func isAskedOverNetwork(_ name: String) -> Bool {
        Engine(name) == nil && !ModelScript.isMeant(by: name)
    }

    private func model(named name: String) throws -> Model {
        let model = try surroundings.settings.catalogue.model(named: name)
        guard model.id.provider != Catalogue.inProcess else {
            let known = Engine.all.map(\.name).filter { $0.hasPrefix("\(Catalogue.inProcess)/") }
            throw Failure(
                .usage, "no model “\(name)” comes with the program; known are \(known.joined(separator: ", "))")
        }
        return model
    }

    /// A simulated world has tasks of its own kind, and models that were trained on it know them only up to a size.
    /// - Throws: what is wrong, or not known, and who plans such a task.
    func checkTask() throws {
        if let world = definition.environment.world { _ = try world.environment(of: plan.task) }
        let engines = participants.compactMap(Engine.init)
        guard let trained = engines.first(where: { $0.method.family == .neural }) else { return }
        _ = try trained.world.question(ProposalRequest(task: plan.task, trajectory: Trajectory()))
    }

    /// Starts the servers of this machine that the run needs, and waits until they are ready.
    func startServers(quietly: Bool) async throws {
        try await ServerProgress.start(try startedProviders(), of: surroundings.servers, quietly: quietly)
    }

    /// The providers of the run's models whose servers Outrider starts.
    private func startedProviders() throws -> [Provider] {
        let catalogue = surroundings.settings.catalogue
        let names = Set(try models().map(\.id.provider)).sorted()
        return try names.map { try catalogue.provider(named: $0) }.filter { $0.server != nil }
    }

    /// Whether earlier runs are asked.
    var remembers: Bool { plan.strategy.usesDrafter && drafter.remembers }

    /// What is remembered of earlier runs, if the drafter is one that remembers.
    func recollection(of store: LedgerStore) -> Recollection? {
        remembers ? Recollection(of: definition.name, from: store) : nil
    }

    /// The crew; its events go nowhere yet.
    func crew(remembering recollection: Recollection? = nil) async throws -> Crew {
        let environment = try await environment()
        func agent(_ role: AgentRole, _ name: String, _ style: String) throws -> any Agent {
            if let engine = Engine(name) {
                return try engine.agent(
                    for: definition, as: role, modelsIn: ModelFolders(surroundings.places),
                    within: surroundings.threads, pricedBy: surroundings.settings.catalogue, seed: plan.seed)
            }
            if ModelScript.isMeant(by: name) { return try scripted(name) }
            let model = try model(named: name)
            guard try !surroundings.settings.catalogue.provider(named: model.id.provider).api.scores else {
                throw Failure(.usage, "\(name) scores texts and writes none; name it as --reward served:\(name)")
            }
            return try ModelAgent(
                definition: definition, style: try StyleChoice(parsing: style), backend: calls.backends.serving(role),
                model: model, environmentTools: environment.tools, seed: plan.seed,
                endpoint: try calls.backends.endpoint(of: model.id), estimator: calls.estimator,
                hedging: role == .verifier ? hedging : nil)
        }
        // Whoever does not take part is the other one: no key or engine is asked of a model that is not used.
        let verifier =
            plan.strategy.usesVerifier
            ? try agent(.verifier, plan.verifier, plan.verifierStyle)
            : try drafting(agent, recollection)
        let drafter = plan.strategy.usesDrafter ? try drafting(agent, recollection) : verifier
        return Crew(drafter: drafter, verifier: verifier, environment: environment, clock: clock)
    }

    /// Has the verifier's calls judged by how long earlier ones took, those of other runs too.
    func learnLatencies(from store: LedgerStore) async throws {
        guard let hedging, let model = try models().first(where: { $0.id.description == plan.verifier }) else { return }
        for latency in try await store.latencies(ofVerifier: plan.verifier) {
            hedging.learn(latency, of: model.id)
        }
    }

    private func scripted(_ name: String) throws -> any Agent {
        let script = try ModelScript(typed: name)
        guard let key else {
            throw Failure(
                .usage,
                "“\(name)” needs tasks whose answers are known: those of a simulated world, or of `outrider bench tasks`"
            )
        }
        return ScriptedSolver(script, key: key, seed: plan.seed, clock: clock)
    }

    private func drafting(
        _ agent: (AgentRole, String, String) throws -> any Agent, _ recollection: Recollection?
    ) throws -> any Agent {
        let other = try drafter.other.map { try agent(.drafter, $0, plan.drafterStyle) }
        guard let recollection else {
            guard let other else { throw Failure(.usage, "memory drafts what a verifier decided; there is none") }
            return other
        }
        return MemoryDrafter(recollection, fallback: other)
    }

    /// The model or engine that drafts, where one does.
    var drafterName: String? { plan.strategy.usesDrafter ? drafter.other : nil }

    /// The names of those who are asked.
    var participants: [String] {
        [drafterName].compactMap { $0 }
            + (plan.strategy.usesVerifier ? [plan.verifier] : []) + [rewards?.participant].compactMap { $0 }
    }

    /// The same for another task.
    func doing(_ task: String) -> CrewAssembly {
        var other = self
        other.plan.task = task
        return other
    }

    /// The same agents, in the world of this task.
    func recast(_ crew: Crew) async throws -> Crew {
        var crew = crew
        crew.environment = try await environment()
        return crew
    }

    /// Builds the reward model; nil for a strategy that scores nothing.
    private var rewards: RewardAssembly? {
        guard plan.strategy.usesRewards else { return nil }
        return RewardAssembly(
            settings: plan.strategySettings?.reward ?? RewardSettings(), plan: plan, definition: definition,
            surroundings: surroundings, key: key, clock: clock)
    }

    /// The reward model of the run; nil for a strategy that scores nothing.
    /// - Parameters:
    ///   - store: where earlier runs are recorded; nil where none are to be learnt from.
    ///   - knowledge: where its calibration is kept.
    func reward(from store: LedgerStore?, keeping knowledge: any KnowledgeStore) async throws -> RunReward? {
        try await rewards?.reward(calls: calls, from: store, keeping: knowledge)
    }

    private func environment() async throws -> any Environment {
        switch definition.environment {
        case .none: return PlanOnlyEnvironment(tools: definition.plannedTools)
        case .blocksworld: return try SimulatedWorld.blocksworld.environment(of: plan.task)
        case .countdown: return try SimulatedWorld.countdown.environment(of: plan.task)
        case .tools:
            let decider = plan.strategy.usesVerifier ? "the verifier \(plan.verifier)" : "the drafter \(plan.drafter)"
            let task = consent.task.map { " in the task “\($0)”" } ?? ""
            return try await ToolAssembly(
                surroundings, root: plan.toolRoot, consent: consent,
                decider: "\(decider) of the agent “\(definition.name)”\(task)"
            ).toolbox(definition.toolNames)
        }
    }
}
