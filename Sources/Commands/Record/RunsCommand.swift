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
            Table(
                columns: ["run", "started (UTC)", "status", "steps", "time", "cost", "λ", "agent", "task"],
                rows: runs.map(row), dispensable: ["λ", "agent", "time", "steps", "cost", "started (UTC)"]
            ).print(to: .output)
        }
        return .success
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
