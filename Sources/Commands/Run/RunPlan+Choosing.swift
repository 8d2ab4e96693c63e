import Agents
import Configuration
import Control
import Documents
import Foundation
import Memory
import Planning
import Worlds

extension RunPlan {
    /// Chooses for a new run: flags first, then the settings, then the agent's own words.
    /// - Parameter task: what the user typed; nil asks for a random task, where the agent's world has any.
    init(task: String?, flags: RunFlags, in surroundings: Surroundings) throws {
        let settings = surroundings.settings
        let catalogue = AgentCatalogue(folder: URL(filePath: surroundings.places.agents))
        let definition: AgentDefinition
        do throws(DocumentError) {
            definition = try catalogue.definition(flags.agent ?? settings.agent.value)
        } catch {
            throw error.location == nil ? Failure(.usage, "\(error)") : Failure(error)
        }
        seed = flags.seed ?? settings.seed?.value ?? UInt64.random(in: 0...UInt64(UInt32.max))
        agentSource = definition.source
        agentFile = definition.file
        let standard = definition.environment.world.map { (flags.engine ?? $0.engines(for: task)).pair(for: $0) }
        // A family that is asked for on the command line stands above models of the settings.
        let settled = flags.engine == nil ? (settings.drafter, settings.verifier) : (nil, nil)
        strategy = flags.strategy ?? settings.strategy.value
        strategySettings = definition.strategies.told(flags)
        drafter = flags.drafter ?? settled.0?.value.description ?? standard?.drafter.name ?? ""
        verifier = flags.verifier ?? settled.1?.value.description ?? standard?.verifier.name ?? ""
        let engines = [DrafterChoice(drafter).other, verifier].compactMap(\.self).compactMap(Engine.init)
        self.task = try Self.task(
            task, for: definition, seed: seed, forModels: engines.contains { $0.method.family == .neural })
        // What nobody asks an engine for is checked all the same: a mistake in a flag is never silent.
        for style in [flags.drafterStyle, flags.verifierStyle].compactMap(\.self) {
            _ = try StyleChoice(parsing: style)
        }
        drafterStyle = flags.drafterStyle ?? settings.drafterStyle?.value.rawValue ?? definition.drafter.flag
        verifierStyle = flags.verifierStyle ?? settings.verifierStyle?.value.rawValue ?? definition.verifier.flag
        let preference = flags.preference ?? settings.lambda.value
        lambda = preference.lambda(at: nil).value
        if case .valueOfTime(let value) = preference { valueOfTime = value.dollarsPerHour }
        (controller, depth) = try Self.controller(flags: flags, settings: settings)
        expectile = flags.tau
        offset = flags.offset
        scheduling = (flags.scheduling ?? settings.scheduling.value).rawValue
        toolRoot = settings.tools.root?.value ?? FileManager.default.currentDirectoryPath
        guard flags.engine == nil || definition.environment.world != nil else {
            throw Failure(
                .usage, "the agent “\(definition.name)” has no engines of its own; give --drafter and --verifier")
        }
        try checkParticipants(of: definition)
        try checkStrategy(flags)
    }

    /// Only one strategy rides ahead as far as somebody chooses, and not every flag is for every strategy.
    private func checkStrategy(_ flags: RunFlags) throws {
        guard strategy.draftsThoughts || flags.drafts == nil else {
            throw Failure(
                .usage, "--drafts says how many whole answers are drafted, and “\(strategy.rawValue)” drafts none")
        }
        guard strategy.usesRewards || flags.reward == nil else {
            throw Failure(.usage, "--reward says who scores steps, and the strategy “\(strategy.rawValue)” scores none")
        }
        if strategy != .dsp, flags.controller != nil || (flags.depth != nil && !strategy.keepsDrafts) {
            throw Failure(
                .usage,
                strategy.keepsDrafts
                    ? "--controller is for the strategy dsp; how far “\(strategy.rawValue)” drafts ahead follows from λ, "
                        + "or from --depth"
                    : "--controller and --depth are for the strategy dsp, and “\(strategy.rawValue)” never rides ahead")
        }
        if strategy != .srm, flags.search != nil || flags.width != nil || flags.candidates != nil {
            throw Failure(.usage, "--search, --width and --candidates are for searches: add --strategy srm")
        }
        if strategy != .rsd, flags.threshold != nil || flags.weighting != nil {
            throw Failure(.usage, "--threshold and --weighting are for scores: add --strategy rsd")
        }
        if !strategy.keepsDrafts, flags.auditEvery != nil {
            throw Failure(
                .usage,
                "--audit-every is for strategies in which drafts stand without the verifier: rsd, cascade, delegate")
        }
    }

    /// A depth that was set is always ridden, unless a flag names somebody else to choose it.
    private static func controller(flags: RunFlags, settings: Settings) throws -> (ControllerName, depth: Int?) {
        let chosen = flags.controller ?? (flags.depth == nil ? settings.controller?.value : nil)
        let depth = flags.depth ?? (chosen == nil || chosen == .fixed ? settings.depth?.value : nil)
        let controller = chosen ?? (depth == nil ? .threshold : .fixed)
        if flags.controller == nil, flags.depth == nil, let set = settings.controller, let depth = settings.depth,
            set.value != .fixed
        {
            throw Failure(
                .configuration,
                "a depth is set (\(depth.origin)) and a controller that chooses it (\(set.origin)); take one of them out"
            )
        }
        guard controller != .fixed || depth != nil else {
            throw Failure(
                .usage, "the controller “fixed” needs to know how far to ride: give --depth, such as --depth 3")
        }
        guard controller == .dsp || (flags.tau == nil && flags.offset == nil) else {
            throw Failure(.usage, "--tau and --offset are for the paper's controller: add --controller dsp")
        }
        return (controller, depth)
    }

    private func checkParticipants(of definition: AgentDefinition) throws {
        let missing = [
            strategy.usesDrafter && drafter.isEmpty ? "--drafter" : nil,
            strategy.usesVerifier && verifier.isEmpty ? "--verifier" : nil,
        ].compactMap { $0 }
        guard missing.isEmpty else {
            throw Failure(
                .usage,
                "the agent “\(definition.name)” needs models: give \(missing.joined(separator: " and ")) provider/model, "
                    + "or set `defaults:` in the configuration; `outrider models` lists what is known")
        }
    }

    private static func task(
        _ task: String?, for definition: AgentDefinition, seed: UInt64, forModels: Bool
    ) throws -> String {
        if let task, !task.allSatisfy(\.isWhitespace) { return task }
        guard task == nil, let world = definition.environment.world else {
            let hint = definition.taskHint.map { ", such as “\($0)”" } ?? ""
            throw Failure(.usage, "there is no task: give one\(hint), or “-” to read it from standard input")
        }
        return world.randomTask(seed: seed, forModels: forModels)
    }
}
