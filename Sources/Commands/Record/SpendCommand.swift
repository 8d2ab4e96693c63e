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
            Table(
                columns: groupings.map(\.rawValue) + ["calls", "in", "out", "cost", "estimated", "did not stand"],
                rows: rows.map { row in
                    row.keys + [
                        String(row.calls), String(row.inputTokens), String(row.outputTokens), row.spend.words,
                        "\(row.spend.estimated)", "\(row.wasted)",
                    ]
                }
            ).print(to: .output)
        }
        return .success
    }

    private func groupings() throws -> [SpendGrouping] {
        let names = by.split(separator: ",").map { $0.trimmingPrefix(" ") }
        let known = SpendGrouping.allCases.map(\.rawValue).joined(separator: ", ")
        let groupings = try names.map { name in
            guard let grouping = SpendGrouping(rawValue: String(name)) else {
                throw ValidationError("--by knows no “\(name)”; it takes \(known).")
            }
            return grouping
        }
        guard !groupings.isEmpty, Set(groupings).count == groupings.count else {
            throw ValidationError("--by takes one or several of \(known), each once.")
        }
        return groupings
    }
}
