import ArgumentParser
import Backends
import Foundation
import Ledger
import Planning
import Speculation

/// `outrider resume`
struct ResumeCommand: OutriderSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Go on with a run that was stopped, from its last committed step.",
        usage: "outrider resume [<options>] <run>",
        discussion: """
            The run keeps its agent, models and limits, and what it has spent and taken so far counts. Limits given here \
            replace its own.
            """)

    @Argument(help: ArgumentHelp("The run, or the beginning of its name.", valueName: "run"))
    var run: String

    @OptionGroup(title: "Limits, what is used already included") var limits: LimitFlags
    @OptionGroup(title: "Approval") var approval: ApprovalFlags
    @OptionGroup(title: "Output") var output: OutputFlags
    @OptionGroup(title: "Places") var places: PlaceFlags

    func perform() async throws -> ExitStatus {
        try await Surroundings.use(try await .priced(places)) { try await perform(in: $0) }
    }

    private func perform(in surroundings: Surroundings) async throws -> ExitStatus {
        let collector = try Collector(named: output.otlpEndpoint, in: surroundings)
        let store = try surroundings.ledger(at: places.database, creating: false)
        let left = try await store.resumption(of: try await store.run(named: run))
        let plan = try RunPlan(of: left.header)
        var header = left.header
        header.limits = header.limits.told(limits)
        let consent = try approval.consent()
        var assembly = try CrewAssembly(plan, in: surroundings)
        assembly.consent = consent
        try assembly.checkPrices(limit: limits.maxCost, isExplicit: true)
        let prepared = try await assembly.prepared(quietly: output.isSilent) { store }.run
        let session = RunSession(
            prepared: prepared, output: output, consent: consent, priceNote: try assembly.priceNote(),
            collector: collector)
        return try await session.perform(
            RunStart(goingOnWith: left, as: header, sharing: surroundings.sharing(of: store)), past: left.summary,
            recordingIn: store)
    }
}
