import Agents
import Backends
import Configuration
import Control
import Foundation
import Ledger
import Planning
import Strategies

/// Says what tasks of one kind are expected to take, without asking anybody.
struct Forecaster {
    private let assembly: CrewAssembly
    private let crew: Crew
    private let digest: KnowledgeDigest?
    private let rates: ExperienceRates?

    /// - Parameter store: where earlier runs are recorded, if any were.
    init(_ assembly: CrewAssembly, from store: LedgerStore?) async throws {
        self.assembly = assembly
        let plan = assembly.plan
        crew = try await assembly.crew(remembering: store.flatMap(assembly.recollection))
        let record = try await store?.knowledge(
            under: KnowledgeKey(agent: assembly.definition.name, drafter: plan.drafter, verifier: plan.verifier))
        let experience = record.flatMap { try? Experience($0) }
        rates = experience.flatMap(ExperienceRates.init)
        digest = experience?.digest
    }

    private var plan: RunPlan { assembly.plan }

    /// What the figures rest on.
    var basis: String {
        guard let rates, let digest else {
            return "nothing was learnt yet: \(Int(Self.unknownSteps)) steps and usual answers are assumed"
        }
        let acceptance = digest.acceptance.map { ", \(Int(($0 * 100).rounded())) % of the drafts right" } ?? ""
        let steps = (rates.steps * 10).rounded() / 10
        return "expected as in \(digest.runs) earlier runs: \(steps) steps\(acceptance)"
    }

    /// - Parameter task: one that the agents of this kind carry out.
    func forecast(of task: String, within limits: Limits) async throws -> RunForecast {
        let usesBoth = plan.strategy.usesDrafter && plan.strategy.usesVerifier
        let isAhead = plan.strategy == .dsp || plan.strategy.keepsDrafts
        let rides = isAhead && plan.depth != 0 && !(plan.depth == nil && plan.lambda == 0)
        let depth = rides ? plan.depth ?? DepthLimit.most : 0
        let pace = RunForecast.Pace(
            steps: rates?.steps ?? Self.unknownSteps,
            drafts: isAhead ? (rides ? rates?.drafts ?? 1 : 0) : plan.strategy == .draftOnly ? 1 : 0,
            verifications: plan.strategy.usesVerifier ? (rides ? rates?.verifications ?? 1.5 : 1) : 0,
            depth: depth, audits: plan.strategy.keepsDrafts ? 1 : 0, answers: usesBoth && !isAhead ? answers : 0)
        return RunForecast(
            pace, steps: limits.steps,
            drafter: plan.strategy.usesDrafter
                ? try await role(crew.drafter, plan.drafter, plan.drafterStyle, at: task, usual: digest?.draftCost)
                : .nobody,
            verifier: plan.strategy.usesVerifier
                ? try await role(
                    crew.verifier, plan.verifier, plan.verifierStyle, at: task, usual: digest?.verifierCost)
                : .nobody
        )
    }

    /// A guess at a task of which nothing is known.
    private static let unknownSteps = 10.0

    /// Whole answers that are drafted, or candidates of a search for every step.
    private var answers: Int {
        let settings = plan.strategySettings ?? StrategySettings()
        return switch plan.strategy {
        case .scot: SCoTStrategy(settings.scot).drafts(at: plan.lambda, by: crew.drafter)
        case .bestOfN: settings.bestOfN.drafting.drafts ?? DraftingSettings.mostDrafts
        case .selfConsistency: settings.selfConsistency.drafting.drafts ?? DraftingSettings.mostDrafts
        case .pdr: settings.pdr.drafting.drafts ?? DraftingSettings.mostDrafts
        case .srm: settings.srm.candidates * settings.srm.width
        case .dsp, .sequential, .draftOnly, .rsd, .cascade, .delegate: 0
        }
    }

    private func role(
        _ agent: any Agent, _ name: String, _ style: String, at task: String, usual: Double?
    ) async throws -> RoleForecast {
        let now = UTCInstant(Date())
        guard let call = await AnnouncedCall.first(of: agent, for: task, at: now) else { return .nobody }
        let learnt = usual.flatMap(Money.init(dollars:))
        guard CrewAssembly.isAskedOverNetwork(name),
            let model = try? assembly.surroundings.settings.catalogue.model(named: call.model)
        else {
            // What computes here, or is scripted, says exactly what it takes.
            let tokens = call.tokens ?? 0
            return RoleForecast(
                calls: 1, first: (call.reservation, tokens), growth: 0, growthCost: { _ in .zero },
                usual: (learnt ?? call.reservation, tokens))
        }
        let output = min(assembly.definition.limits.maxOutput, model.capabilities.maxOutput ?? .max)
        // A step adds what was said, and what came back for it.
        let growth =
            output + (assembly.definition.environment == .tools ? Self.longestObservation : Self.shortObservation)
        let most = call.tokens ?? output
        let prompt = max(most - output, 0)
        let guess = Usage(freshInput: prompt / 2, output: output / 8)
        // The whole of a call, since a longer prompt may be one that is charged more for every token.
        let cost: @Sendable (Int) -> Money = { grown in
            model.mostCost(prompt: prompt + grown, output: output, duration: .zero, at: now) ?? .zero
        }
        return RoleForecast(
            calls: try StyleChoice(parsing: style).callCount, first: (call.reservation, most), growth: growth,
            growthCost: { cost($0) - cost(0) },
            usual: (learnt ?? model.cost(of: guess, duration: .zero, at: now), guess.tokens))
    }

    /// Tokens of what a tool gives back at most, and of what a simulated world says.
    private static let longestObservation = 16_384
    private static let shortObservation = 64
}
