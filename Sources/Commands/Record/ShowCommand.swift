import ArgumentParser
import Ledger
import Planning
import Strategies

/// `outrider show`
struct ShowCommand: OutriderSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a run: its steps, what it cost, and with --calls every call.",
        usage: "outrider show [<options>] <run>")

    @Argument(help: ArgumentHelp("The run, or the beginning of its name.", valueName: "run"))
    var run: String

    @Flag(name: .long, help: "List every call with its tokens, its cost and what became of it.")
    var calls = false

    @Flag(name: .long, help: "Say of every step whether it was drafted ahead, and why or why not.")
    var decisions = false

    @Flag(
        name: .long,
        help: "Print the run as a JSON document; with --calls or --decisions, those as a JSON list.")
    var json = false

    @OptionGroup(title: "Places") var places: PlaceFlags

    func validate() throws {
        if calls, decisions, json {
            throw ValidationError("--calls and --decisions are two JSON lists; ask for one at a time.")
        }
    }

    func perform() async throws -> ExitStatus {
        let store = try Surroundings(configFile: places.config).ledger(at: places.database, creating: false)
        let run = try await store.run(named: run)
        let isLive = try await store.isLive(run)
        let (events, summary) = try await store.history(of: run)
        let decisions = decisions ? RunDecisions(events) : nil
        if json, let decisions {
            Console.output.print(try jsonText(decisions.documents))
            return .success
        }
        switch (json, calls) {
        case (true, true): Console.output.print(try jsonText(summary.calls.map(CallDocument.init)))
        case (true, false):
            guard let document = RunDocument(summary) else {
                throw Failure(.failure, "the record of this run has no beginning, so there is nothing to show")
            }
            Console.output.print(String(decoding: try document.json(), as: UTF8.self))
        case (false, let calls):
            show(summary, isLive: isLive && summary.status == .running, calls: calls)
            if summary.header?.strategy == SRMStrategy.name, let account = SearchAccount(events) {
                show(SearchWords(account: account, summary: summary))
            }
            if let decisions { show(decisions) }
        }
        return .success
    }

    private func show(_ search: SearchWords) {
        Console.output.print("")
        for line in search.lines { Console.output.print(line) }
        Table(columns: SearchWords.columns, rows: search.rows).print(to: .output)
    }

    private func show(_ decisions: RunDecisions) {
        let words = DecisionWords(decisions: decisions)
        Console.output.print("")
        Table(columns: DecisionWords.columns, rows: decisions.steps.map(words.row)).print(to: .output)
    }

    private func show(_ summary: RunSummary, isLive: Bool, calls: Bool) {
        let console = Console.output
        let paint = Paint(isOn: console.hasColor)
        let view = RunView(paint: paint, width: console.isTerminal ? console.width : 120)
        guard let header = summary.header else { return }
        console.print(view.heading(header))
        console.print("task: \(header.task.printable.clipped(to: Self.longestTask))")
        for selection in summary.selections {
            for line in view.selection(selection) { console.print(line) }
        }
        for step in summary.steps {
            console.print(view.committed(step))
            if let assessment = view.assessment(of: step) { console.print(paint.faint(assessment)) }
            if !step.step.observation.isError, !step.step.observation.text.isEmpty {
                console.print(paint.faint(view.observation(of: step)))
            }
        }
        if isLive { for position in summary.ahead { console.print(view.ahead(position)) } }
        if let answer = summary.answer { console.print("answer: \(answer.readable)") }
        if let error = summary.error { console.print(paint.bad("error: \(error.readable)")) }
        if let limit = summary.limitReached { console.print("limit: \(limit)") }
        let footer = view.footer(summary, isLive: isLive)
        for line in footer.dropLast() { console.print(line) }
        for line in view.earlyCalls(summary) { console.print(line) }
        for (standing, spend) in summary.wasteByStanding.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            console.print("  did not stand (\(standing.rawValue)): \(view.cost(spend))")
        }
        if isLive {
            console.print("it goes on at this moment; ask again to see more")
        } else if summary.status != .finished, let next = footer.last {
            console.print(next)
        }
        if calls {
            console.print("")
            Table(
                columns: CallDocument.columns, rows: summary.calls.map { CallDocument($0).row },
                dispensable: ["purpose", "start", "in", "out", "result"]
            ).print(to: console)
        }
    }

    /// More of a task than this helps nobody; `--json` has it whole.
    private static let longestTask = 1000
}
