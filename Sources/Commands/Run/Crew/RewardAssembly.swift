import Agents
import Backends
import Configuration
import EmbeddedEngine
import Foundation
import Ledger
import Planning
import Processes
import Rewards
import Tasks
import Transport
import Worlds

/// Builds the reward model of a run.
struct RewardAssembly {
    let settings: RewardSettings
    let plan: RunPlan
    let definition: AgentDefinition
    let surroundings: Surroundings
    /// What scripted models answer from, and on which clock their calls take their time.
    let key: AnswerKey?
    let clock: any Clock<Duration>

    /// What the calls of runs share: one transport and one estimate of token counts, so that connections, limits
    /// and experience are common to all.
    struct Calls {
        let client: HTTPClient
        let backends: ProviderBackends
        let estimator = SharedUsageEstimator()

        init(in surroundings: Surroundings, seed: UInt64) {
            client = surroundings.client()
            backends = ProviderBackends(
                catalogue: surroundings.settings.catalogue, client: client,
                keys: KeyResolver(environment: surroundings.environment, store: surroundings.keyStore), now: { Date() },
                seed: seed, servers: surroundings.servers)
        }
    }

    /// The model that is asked over a network, by its full name; nil where none is. What is chosen only later, with
    /// what was learnt, asks the verifier, who takes part anyway.
    var participant: String? {
        switch settings.model {
        case .judge(let name), .served(let name): name
        case .scripted(let name): name
        case .learned, .pattern, .program, .environment, .trained, .own, nil: nil
        }
    }

    /// Refuses what cannot score, before anything is spent.
    /// - Throws: ``Failure``, or `CatalogueError`.
    func check() throws {
        let catalogue = surroundings.settings.catalogue
        switch settings.model {
        case .judge(let name):
            let model = try catalogue.model(named: name)
            guard try !catalogue.provider(named: model.id.provider).api.scores else {
                throw Failure(.usage, "\(name) scores texts and answers no questions; use --reward served:\(name)")
            }
        case .served(let name):
            let model = try catalogue.model(named: name)
            guard try catalogue.provider(named: model.id.provider).api.scores else {
                throw Failure(
                    .usage,
                    "\(name) is a chat model; use --reward judge:\(name), or give its provider `api: rerank`, `score`, "
                        + "`pooling` or `classify` (docs/rewards.md)")
            }
        case .pattern(let source):
            _ = try pattern(source)
        case .program(let words):
            _ = try program(words)
        case .environment: _ = try world("environment")
        case .trained: _ = try trainedFile(try world("trained"))
        case .scripted(let name): _ = try ModelScript(typed: name)
        case .own: if plan.strategy != .srm { throw Self.nobody }
        case .learned, nil: break
        }
    }

    /// The reward model with everything around it, and what it has learnt from earlier runs; nil for a search in
    /// which the verifier is to judge.
    func reward(
        calls: Calls, from store: LedgerStore?, keeping knowledge: any KnowledgeStore
    ) async throws -> RunReward? {
        if settings.model == .own { return nil }
        let key = KnowledgeKey(agent: definition.name, drafter: plan.drafter, verifier: plan.verifier)
        let choice: RewardChoice
        var lessons: [StepLesson] = []
        if let model = settings.model ?? ownOfWorld {
            choice = model
            if choice == .learned { lessons = try await Self.lessons(under: key, in: store) }
        } else {
            lessons = try await Self.lessons(under: key, in: store)
            choice = lessons.count >= Self.enoughLessons ? .learned : .judge(plan.verifier)
        }
        if choice == .learned { return RunReward(learned: LearnedReward(lessons: lessons)) }
        let limit = Duration.seconds(settings.timeout)
        let bare = try model(choice, calls)
        // Calls that are put together begin beside the run, and no virtual time waits for them.
        let base: any RewardModel = clock is ContinuousClock ? TimedReward(BatchedReward(bare), limit: limit) : bare
        let keeper = CalibrationKeeper(
            knowledge, key: KnowledgeKey(agent: definition.name, drafter: "\(choice)", verifier: plan.verifier),
            now: { Date() }, warn: { Console.error.print(foreign: "outrider: \($0)") })
        // The exact distance needs no fitting, and neither do rules: what they say is what is meant.
        let isExact = [.environment].contains(choice) || choice.isRule || choice.isScripted
        let calibration = ScoreCalibration(
            isExact ? .none : settings.calibration, audits: isExact ? [] : await keeper.load())
        return RunReward(calibrated: CalibratedReward(CheckedReward(base), calibration), keeper: isExact ? nil : keeper)
    }

    private func model(_ choice: RewardChoice, _ calls: Calls) throws -> any RewardModel {
        switch choice {
        case .judge(let name):
            let model = try surroundings.settings.catalogue.model(named: name)
            return JudgeReward(
                model, behind: calls.backends.serving(.scorer), prompt: prompt, maxOutput: definition.limits.maxOutput,
                seed: plan.seed, endpoint: try calls.backends.endpoint(of: model.id), estimator: calls.estimator)
        case .served(let name):
            let model = try surroundings.settings.catalogue.model(named: name)
            let api = try surroundings.settings.catalogue.provider(named: model.id.provider).api
            return ServedReward(
                model, behind: calls.backends.serving(.scorer), form: api.scoresPairs ? .pairs : .texts, prompt: prompt,
                endpoint: try calls.backends.endpoint(of: model.id), estimator: calls.estimator)
        case .learned: return LearnedReward()
        case .own: throw Self.nobody
        case .pattern(let source): return try pattern(source)
        case .program(let words): return try program(words)
        case .scripted(let name): return try scripted(name)
        case .environment: return DistanceReward(for: try world("environment"))
        case .trained:
            let world = try world("trained")
            return try TrainedReward(
                for: world, asking: EmbeddedModel(file: try trainedFile(world)), within: surroundings.threads,
                knownAs: try surroundings.settings.catalogue.model(named: Self.trainedName(world)))
        }
    }

    private static let nobody = Failure(
        .usage, "--reward self is for --strategy srm, where the verifier can judge candidates; name a reward model")

    private var prompt: RewardPrompt {
        { [definition] request, candidate in
            definition.rewardPrompt(
                task: request.task, trajectory: request.trajectory, candidate: candidate?.action)
        }
    }

    /// What a simulated world has of its own: the trained model where it is there and knows the task, and else the
    /// distance to the goal.
    private var ownOfWorld: RewardChoice? {
        guard let world = definition.environment.world else { return nil }
        let question = try? world.question(ProposalRequest(task: plan.task, trajectory: Trajectory()))
        let file = ModelFolders(surroundings.places).find(modelNamed: Self.trainedModel(world))
        return question != nil && file != nil ? .trained : .environment
    }

    private func world(_ choice: String) throws -> SimulatedWorld {
        if let world = definition.environment.world { return world }
        throw Failure(
            .usage,
            "the reward model “\(choice)” is for agents in a simulated world, and the agent “\(definition.name)” is in "
                + "none; use judge:provider/model, served:provider/model, learned or rule:…")
    }

    private static func trainedModel(_ world: SimulatedWorld) -> String { "\(world.rawValue)-reward" }
    private static func trainedName(_ world: SimulatedWorld) -> String { "embedded/\(trainedModel(world))" }

    private func trainedFile(_ world: SimulatedWorld) throws -> URL {
        try ModelFolders(surroundings.places).file(
            ofModel: Self.trainedModel(world), named: Self.trainedName(world),
            otherwise: "`--reward environment` needs none")
    }

    private func scripted(_ name: String) throws -> any RewardModel {
        let script = try ModelScript(typed: name)
        guard let key else {
            throw Failure(.usage, "“\(name)” needs tasks whose answers are known, such as those of a simulated world")
        }
        // A drafter that is scripted says itself how many of its steps are right.
        let share = ModelScript(plan.drafter)?.quality ?? 0.5
        return ScriptedReward(script, key: key, share: share, seed: plan.seed, clock: clock)
    }

    private func pattern(_ source: String) throws -> PatternReward {
        do {
            return try PatternReward(source)
        } catch {
            throw Failure(.usage, "--reward rule:/…/: \(error.description)")
        }
    }

    /// A program finds its own folder and the variables without which few programs run, and nothing else of ours.
    private func program(_ words: [String]) throws -> ProgramReward {
        let folder = plan.toolRoot
        let environment = surroundings.environment.filter { ["PATH", "HOME", "LANG", "TMPDIR"].contains($0.key) }
        guard let path = ChildProgram.find(words[0], from: folder, search: environment["PATH"] ?? "") else {
            throw Failure(
                .usage,
                "--reward rule:\(words[0]): there is no such program in \(words[0].contains("/") ? folder : "PATH"); "
                    + "give the path of a file that can be executed, or a pattern as rule:/…/")
        }
        return ProgramReward(
            ChildProgram(path: path, arguments: Array(words.dropFirst()), environment: environment, folder: folder),
            label: "rule:\(words.joined(separator: " "))")
    }

    private static func lessons(under key: KnowledgeKey, in store: LedgerStore?) async throws -> [StepLesson] {
        guard let store else { return [] }
        return try await store.verdicts(under: key, steps: mostLessons).flatMap { LessonReader.lessons(of: $0) }
    }

    /// Fewer verdicts are no experience.
    private static let enoughLessons = 30
    /// The newest; more hardly change anything and take time to read.
    private static let mostLessons = 2000
}

extension RewardChoice {
    /// Whether the user's own rule decides.
    fileprivate var isRule: Bool {
        switch self {
        case .pattern, .program: true
        case .judge, .served, .learned, .environment, .trained, .scripted, .own: false
        }
    }

    /// Whether it is a model of known quality, whose scores are chances already.
    fileprivate var isScripted: Bool { if case .scripted = self { true } else { false } }
}
