import ArgumentParser
import Foundation
import Ledger
import Planning

/// `outrider runs`
struct RunsCommand: OutriderSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "runs", abstract: "List runs, the newest first.",
        usage: "outrider runs [<options>]")

    @Option(name: .shortAndLong, help: ArgumentHelp("How many.", valueName: "n"))
    var number = 20

    @Flag(name: .long, help: "Print a JSON list.")
    var json = false

    @OptionGroup(title: "Places") var places: PlaceFlags

    func validate() throws {
        if number < 1 { throw ValidationError("--number is \(number); it must be at least 1.") }
    }

    func perform() async throws -> ExitStatus {
        let store = try Surroundings(configFile: places.config).existingLedger(at: places.database)
        let runs = try await store?.runs(limit: number) ?? []
        if json {
            Console.output.print(try jsonText(runs))
        } else if runs.isEmpty {
            Console.error.print("no runs yet; `outrider run` makes the first")
        } else {
            show(runs)
        }
        return .success
    }

    /// On a terminal with charts, elsewhere as a plain table.
    private func show(_ runs: [RunRecord]) {
        let console = Console.output
        let chart = RunsChart(runs: runs)
        var columns = ["run", "started (UTC)", "status", "steps", "time", "cost", "λ", "agent", "task"]
        var rows = runs.map(row)
        if console.isTerminal {
            for line in chart.heading(width: console.width) { console.print(line) }
            // The bars follow the times that they draw.
            columns.insert("", at: 5)
            rows = zip(rows, chart.bars).map { row, bar in row[..<5] + [bar] + row[5...] }
        }
        Table(
            columns: columns, rows: rows,
            dispensable: ["λ", "agent", "", "time", "steps", "cost", "started (UTC)"]
        ).print(to: console)
    }

    /// More of a task than this makes no list; `--json` has it whole.
    private static let longestTask = 200

    private func row(_ run: RunRecord) -> [String] {
        let status = run.status == .running && !run.isLive ? "stopped" : run.status.rawValue
        return [
            run.run.description, String(run.started.prefix(16)).replacing("T", with: " "), status, String(run.steps),
            run.latency.spoken,
            run.spend.words, "\(run.lambda)", run.agent.printable,
            run.task.printable.clipped(to: Self.longestTask),
        ]
    }
}
