import ArgumentParser
import Backends
import Configuration
import Foundation
import Ledger
import Planning
import Speculation

/// `outrider batch`
struct BatchCommand: OutriderSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "batch",
        abstract: "Run many tasks at once, with one budget.",
        discussion: """
            A file has a task on every line, in JSON: the task's text, or an object with “task” and, where a task has \
            something of its own, “id”, “agent”, “lambda”, “seed”, “max_steps”, “max_cost”, “max_tokens”, “max_time” or \
            “max_working_time”.

            Examples:
              outrider batch tasks.jsonl --batch-cost 5 --json > results.jsonl
              outrider batch tasks.jsonl --resume --json > results.jsonl

            Ctrl-C ends it in order; what was begun goes on with --resume, and what was done is not done again, also \
            after kill -9. docs/batch.md has more.
            """)

    @Argument(help: ArgumentHelp("The file of tasks.", valueName: "file"))
    var file: String

    @Option(name: .long, help: ArgumentHelp("How many tasks are under way at once.", valueName: "n"))
    var concurrency = 8

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The most dollars, for all tasks together (default: what a single run may cost).", valueName: "usd"),
        transform: TypedLimits.money)
    var batchCost: Money?

    @Option(
        name: .long, help: ArgumentHelp("The most tokens, for all tasks together.", valueName: "n"),
        transform: TypedLimits.tokens)
    var batchTokens: Int?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The most drafts that may be unverified at once, over all tasks: the most promising first (default: one a task).",
            valueName: "n"))
    var draftsAhead: Int?

    @Flag(name: .long, help: "Go on with the newest batch of this file.")
    var resume = false

    @Flag(name: .long, help: "Say what it is expected to take and can take at most, and ask nobody.")
    var dryRun = false

    @Flag(name: .long, help: "Print every task's result as a line of JSON, as it ends.")
    var json = false

    @Flag(name: .long, help: "Print nothing but results, and errors.")
    var quiet = false

    @OptionGroup(title: "What runs") var flags: RunFlags
    @OptionGroup(title: "Approval") var approval: ApprovalFlags
    @OptionGroup(title: "Places") var places: PlaceFlags

    func validate() throws {
        guard (1...4096).contains(concurrency) else {
            throw ValidationError("--concurrency is \(concurrency); it must lie between 1 and 4096.")
        }
        if let draftsAhead, !(0...1_000_000).contains(draftsAhead) {
            throw ValidationError("--drafts-ahead is \(draftsAhead); it must lie between 0 (none) and 1000000.")
        }
    }

    func perform() async throws -> ExitStatus {
        try await Surroundings.use(try await .priced(places)) { try await perform(in: $0) }
    }

    private func perform(in surroundings: Surroundings) async throws -> ExitStatus {
        let tasks = try BatchFile(parsing: try text(), file: file).tasks
        let consent = try approval.consent()
        let plan = try BatchPlan(tasks, file: file, flags: flags, consent: consent, in: surroundings)
        try plan.checkPrices(limit: batchCost, file: file)
        let limit = ExpenseLimit(cost: batchCost ?? surroundings.settings.maxCost.value, tokens: batchTokens)
        if dryRun { return try await forecast(plan, limit, in: surroundings) }
        try await plan.startServers(quietly: json || quiet)
        let store = try surroundings.ledger(at: places.database, creating: !resume)
        let session = BatchSession(
            plan: plan, file: file, source: source, store: store, surroundings: surroundings, consent: consent,
            limits: flags.limits, limit: limit, concurrency: concurrency, draftsAhead: draftsAhead ?? concurrency,
            printsLines: json,
            isSilent: quiet)
        return try await session.perform(resuming: resume)
    }

    private func forecast(
        _ plan: BatchPlan, _ limit: ExpenseLimit, in surroundings: Surroundings
    ) async throws -> ExitStatus {
        let store = try surroundings.existingLedger(at: places.database)
        let (forecast, basis) = try await plan.forecast(from: store)
        let limits = [
            limit.cost.map { "the batch stops at \($0)" }, limit.tokens.map { "the batch stops at \($0.spokenTokens)" },
            try await surroundings.dayWords(of: store),
        ].compactMap(\.self)
        try ForecastReport(forecast, tasks: plan.tasks.count, basis: basis, limit: limit.cost, limits: limits).show(
            asJSON: json)
        return .success
    }

    /// Where the tasks come from, as the record names it.
    private var source: String {
        file == "-" ? "standard input" : URL(filePath: file).standardizedFileURL.path
    }

    private func text() throws -> String {
        guard file == "-" || FileManager.default.fileExists(atPath: file) else {
            throw Failure(.usage, "there is no file “\(file.printable)”; a batch is a file with a task on every line")
        }
        return try TypedFile(path: file).text(limit: 256 << 20, expected: "a JSON value a line")
    }
}
