import Agents
import ArgumentParser
import Backends
import Configuration
import Foundation
import Planning
import Speculation

/// `outrider run`
struct RunCommand: OutriderSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run a task: a drafter rides ahead, a verifier decides.",
        discussion: """
            Without any configuration the agent “blocksworld” plans in a simulated world, with engines that compute on \
            this machine; without a task it gets a random one.

            Examples:
              outrider run "c on a, a on table, b on table -> a on b, b on c"
              outrider run --agent assistant "Which file here is the largest?" \\
                --drafter openai/gpt-4.1-mini --verifier openai/gpt-4.1 \\
                --lambda 0.8 --max-cost 0.50
            """)

    @Argument(help: ArgumentHelp("The task; “-” reads it from standard input.", valueName: "task"))
    var task: String?

    @Flag(name: .long, help: "Say what it is expected to take and can take at most, and ask nobody.")
    var dryRun = false

    @OptionGroup(title: "What runs") var flags: RunFlags
    @OptionGroup(title: "Approval") var approval: ApprovalFlags
    @OptionGroup(title: "Output") var output: OutputFlags
    @OptionGroup(title: "Places") var places: PlaceFlags

    func perform() async throws -> ExitStatus {
        try await Surroundings.use(try await .priced(places)) { try await perform(in: $0) }
    }

    private func perform(in surroundings: Surroundings) async throws -> ExitStatus {
        let collector = try Collector(named: output.otlpEndpoint, in: surroundings)
        let setup = try RunSetup(task: try typedTask(), flags: flags, in: surroundings)
        let consent = try approval.consent()
        var assembly = setup.assembly
        assembly.consent = consent
        try assembly.checkTask()
        if dryRun { return try await forecast(setup, in: surroundings) }
        let (run, store) = try await assembly.prepared(quietly: output.isSilent) {
            try surroundings.ledger(at: places.database, creating: true)
        }
        let session = RunSession(
            prepared: run, output: output, consent: consent, priceNote: try assembly.priceNote(), collector: collector)
        return try await session.perform(
            RunStart(header: try setup.header(control: run.control), sharing: surroundings.sharing(of: store)),
            recordingIn: store)
    }

    private func forecast(_ setup: RunSetup, in surroundings: Surroundings) async throws -> ExitStatus {
        let store = try surroundings.existingLedger(at: places.database)
        let forecaster = try await Forecaster(setup.assembly, from: store)
        let forecast = try await forecaster.forecast(of: setup.plan.task, within: setup.limits)
        let day = try await surroundings.dayWords(of: store)
        try ForecastReport(
            forecast, basis: forecaster.basis, limit: setup.limits.cost,
            limits: setup.limits.words + [day].compactMap(\.self)
        )
        .show(asJSON: output.json)
        return .success
    }

    private func typedTask() throws -> String? {
        guard task == "-" else { return task }
        guard let data = try FileHandle.standardInput.readToEnd(), let text = String(data: data, encoding: .utf8) else {
            throw Failure(.invalidInput, "standard input holds no text in UTF-8 to take as a task")
        }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
