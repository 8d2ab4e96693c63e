import ArgumentParser
import Backends
import Configuration
import Foundation
import Planning

/// `outrider prices show`
struct PricesShowCommand: OutriderSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show what models charge, since when, and who says so.",
        usage: "outrider prices show [<options>] [<model>]",
        discussion: "Dollars per million tokens. With --json it prints the format that `outrider prices update` takes.")

    @Argument(help: ArgumentHelp("One model by its full name, with all its prices over time.", valueName: "model"))
    var model: String?

    @Flag(name: .long, help: "Print a file of prices as JSON.")
    var json = false

    @OptionGroup(title: "Places") var places: PlaceFlags

    func perform() async throws -> ExitStatus {
        let now = UTCInstant(Date())
        let catalogue = try await Surroundings.priced(places).settings.catalogue
        let rows = try model.map { try self.rows(of: $0, in: catalogue) } ?? catalogue.prices.rows
        if json {
            let document = PriceDocument(source: "outrider prices show", rows: rows)
            Console.output.print(try jsonText(document.json))
            return .success
        }
        let current = rows.filter { row in rows.last { $0.model == row.model && $0.holds(at: now) } == row }
        if model == nil {
            Table(
                columns: ["model", "input", "cached", "output", "depends on", "since", "source"],
                rows: current.map(cells),
                dispensable: ["depends on", "since", "cached"]
            ).print(to: .output)
        } else {
            for line in rows.flatMap({ self.lines($0, isCurrent: current.contains($0)) }) { Console.output.print(line) }
        }
        let compared = current.compactMap(\.fetched).min()
        if let note = compared.flatMap({ PriceWords.age(of: $0, at: now) }) { Console.error.print(note) }
        return .success
    }

    private func rows(of name: String, in catalogue: Catalogue) throws -> [PriceRow] {
        // A price may have been taken over before its provider is set up.
        if let tariff = ModelID(name).flatMap(catalogue.prices.tariff) { return tariff.rows }
        let model = try catalogue.model(named: name)
        if let tariff = model.tariff { return tariff.rows }
        if let rate = model.hourlyRate { throw Failure(.failure, "\(name) is paid by the hour: \(rate)") }
        let nearest = catalogue.suggestion(for: model.id).map { "did you mean \($0)? Or " } ?? ""
        throw Failure(
            .failure,
            "what \(name.printable) charges is unknown; \(nearest)add its price under `models:` in the configuration, or "
                + "take over a table with `outrider prices import FILE`")
    }

    private func cells(_ row: PriceRow) -> [String] {
        let conditions = row.rules.map(conditionKind)
        return [
            row.model.description.printable, PriceWords.dollars(row.price.input),
            row.price.parts[.cacheRead].map(PriceWords.dollars) ?? "–", PriceWords.dollars(row.price.output),
            conditions.isEmpty ? "–" : Set(conditions).sorted().joined(separator: ", "), row.from?.day ?? "always",
            row.source.printable,
        ]
    }

    private func conditionKind(_ rule: PriceRule) -> String {
        if rule.promptAbove != nil { return "prompt" }
        return rule.hours != nil ? "hour" : "tier"
    }

    private func lines(_ row: PriceRow, isCurrent: Bool) -> [String] {
        let parts = PriceWords.lines(row.price)
        let rules = row.statedRules.map { ("when \($0.condition.printable)", PriceWords.change($0)) }
        let width = (parts.map(\.label) + rules.map(\.0)).map(\.columns).max() ?? 0
        let compared = row.fetched.map { ", compared \($0.day)" } ?? ""
        return ["\(row.model.description.printable)  \(PriceWords.time(row))\(isCurrent ? ", now" : "")"]
            + (parts.map { ($0.label, $0.amount) } + rules).map { "  \($0.0.padded(to: width))  \($0.1)" }
            + ["  says \(row.source.printable)\(compared)"]
    }
}
