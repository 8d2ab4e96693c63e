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

    @Option(
        name: .long, help: ArgumentHelp("The most steps.", valueName: "n"), transform: TypedLimits.steps)
    var maxSteps: Int?

    @Option(
        name: .long, help: ArgumentHelp("The most dollars, those already spent included.", valueName: "usd"),
        transform: TypedLimits.money)
    var maxCost: Money?

    @Option(
        name: .long, help: ArgumentHelp("The longest time, that already taken included.", valueName: "time"),
        transform: TypedLimits.duration)
    var maxTime: Duration?

    @OptionGroup(title: "Output") var output: OutputFlags
    @OptionGroup(title: "Places") var places: PlaceFlags

    func perform() async throws -> ExitStatus {
        let surroundings = try Surroundings(configFile: places.config)
        defer { surroundings.servers.leave() }
        let collector = try Collector(named: output.otlpEndpoint, in: surroundings)
        let store = try surroundings.ledger(at: places.database, creating: false)
        let left = try await store.resumption(of: try await store.run(named: run))
        guard let plan = try? left.header.options.decoded(as: RunPlan.self) else {
            throw Failure(
                .failure, "the record does not say how the run \(left.header.run) was set up; start a new one")
        }
        var header = left.header
        if let maxSteps { header.limits.steps = maxSteps }
        if let maxCost { header.limits.cost = maxCost }
        if let maxTime { header.limits.time = maxTime }
        let assembly = try CrewAssembly(plan, in: surroundings)
        let recollection = assembly.recollection(of: store)
        let crew = try assembly.crew(remembering: recollection)
        try await assembly.startServers(quietly: output.isSilent)
        let control = try await assembly.control(from: store)
        let session = RunSession(
            prepared: PreparedRun(
                plan: plan, crew: crew, control: control,
                reward: try await assembly.reward(from: store, keeping: store),
                recollection: recollection),
            output: output, collector: collector)
        return try await session.perform(
            RunStart(
                header: header,
                resumption: .init(
                    trajectory: left.trajectory, unfinished: left.unfinished, spent: left.spend.known,
                    elapsed: left.elapsed,
                    nextSequence: left.nextSequence, nextCall: left.nextCall.number,
                    resumedAt: Date().millisecondsSince1970)),
            past: left.summary, recordingIn: store)
    }
}
