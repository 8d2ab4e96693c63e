import ArgumentParser
import Ledger
import Planning

/// `outrider spend`
struct SpendCommand: OutriderSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "spend", abstract: "Add up what calls have cost, the estimated and the wasted part apart.",
        usage: "outrider spend [<options>]")

    @Option(
        name: .long,
        help: ArgumentHelp(
            "What to tell apart: day, model, agent, role, outcome, standing; several with commas.", valueName: "list"))
    var by = "day"

    @Flag(name: .long, help: "Print a JSON list.")
    var json = false

    @OptionGroup(title: "Places") var places: PlaceFlags

    func validate() throws {
        _ = try groupings()
    }

    func perform() async throws -> ExitStatus {
        let groupings = try groupings()
        let store = try Surroundings(configFile: places.config).existingLedger(at: places.database)
        let rows = try await store?.spend(by: groupings) ?? []
        if json {
            Console.output.print(try jsonText(rows.map { SpendDocument(groupings, $0) }))
        } else if rows.isEmpty {
            Console.error.print("nothing spent yet")
        } else {
            show(rows, by: groupings)
        }
        return .success
    }

    /// On a terminal with charts where there is room for them, elsewhere as a plain table.
    private func show(_ rows: [SpendRow], by groupings: [SpendGrouping]) {
        let console = Console.output
        let columns = groupings.map(\.rawValue) + ["calls", "in", "out", "cost", "estimated", "did not stand"]
        let cells = rows.map { row in
            row.keys.map(\.printable) + [
                String(row.calls), String(row.inputTokens), String(row.outputTokens), row.spend.words,
                "\(row.spend.estimated)", "\(row.wasted)",
            ]
        }
        let plain = Table(columns: columns, rows: cells, dispensable: ["in", "out", "calls", "estimated"])
        guard console.isTerminal else { return plain.print(to: console) }
        let chart = SpendChart(groupings: groupings, rows: rows)
        let bars = chart.bars(beside: plain, width: console.width)
        for line in chart.heading(width: console.width, hasBars: bars != nil) { console.print(line) }
        guard let bars else { return plain.print(to: console) }
        Table(columns: columns + [""], rows: zip(cells, bars).map { $0 + [$1] }).print(to: console)
    }

    private func groupings() throws -> [SpendGrouping] {
        guard let groupings = SpendGrouping.list(by) else {
            throw ValidationError("--by is “\(by)”; it takes \(SpendGrouping.form).")
        }
        return groupings
    }
}
