import Backends
import Configuration
import Foundation
import Ledger
import Planning

/// Takes prices over: shows what would change, asks, and keeps them in the record, all or none.
struct PriceAcceptance {
    let flags: AcceptanceFlags
    let places: PlaceFlags
    let surroundings: Surroundings

    /// Reads the text of a file: JSON, and no larger than a price table is.
    static func json(of file: String) throws -> JSONValue {
        let data = try TypedFile(path: file).data(limit: PriceDocument.sizeLimit)
        return try json(parsing: String(decoding: data, as: UTF8.self), from: file)
    }

    /// Reads JSON that came from `place`.
    static func json(parsing text: String, from place: String) throws -> JSONValue {
        do {
            return try JSONValue(parsing: text)
        } catch {
            throw Failure(.invalidInput, "\(place.printable) is no JSON: \(error)")
        }
    }

    /// Takes `document` over.
    func accept(_ document: PriceDocument) async throws -> ExitStatus {
        let now = UTCInstant(Date())
        let table = surroundings.settings.catalogue.prices
        let document = document.dated(against: table, at: now)
        let difference = PriceDifference(of: document, to: table)
        show(difference, document, table)
        if flags.dryRun {
            Console.error.print("nothing was changed (--dry-run)")
            return .success
        }
        guard !document.rows.isEmpty else {
            throw Failure(.invalidInput, "there is no price to take over in it, so nothing was changed")
        }
        guard try isWanted(difference) else {
            Console.error.print("nothing was changed")
            return .success
        }
        let store = try surroundings.ledger(at: places.database, creating: true)
        try await store.accept(
            PriceSet(acceptedAt: now.milliseconds, source: document.source, document: document.json.canonical))
        Console.error.print("\(count(document.rows.count, "price")) taken over; runs that are recorded keep theirs")
        return .success
    }

    private func show(_ difference: PriceDifference, _ document: PriceDocument, _ table: PriceTable) {
        let out = Console.output
        for problem in document.problems.prefix(Self.shownProblems) {
            Console.error.print("left out: \("\(problem)".printable)")
        }
        let more = document.problems.count - Self.shownProblems
        if more > 0 { Console.error.print("left out: \(more) more") }
        func mark(_ row: PriceRow) -> String {
            table.isOverridden(row.model) ? " (your configuration says otherwise, and counts)" : ""
        }
        for change in difference.changed {
            let words = PriceWords.change(from: change.old, to: change.new)
            out.print("~ \(name(change.new))  \(words)  \(PriceWords.time(change.new))\(mark(change.new))")
        }
        for row in difference.added {
            let rules = row.statedRules.map { "; \($0.condition.printable): \(PriceWords.change($0))" }.joined()
            out.print("+ \(name(row))  \(PriceWords.text(row.price))\(rules)  \(PriceWords.time(row))\(mark(row))")
        }
        for row in difference.withdrawn {
            let words = "\(PriceWords.text(row.price))  \(PriceWords.time(row))"
            out.print("- \(name(row))  \(words), and no price takes its place\(mark(row))")
        }
        let withdrawn = difference.withdrawn.isEmpty ? "" : ", \(difference.withdrawn.count) no longer known"
        let others = document.others > 0 ? ", \(document.others) of others" : ""
        out.print(
            "\(difference.changed.count) changed, \(difference.added.count) new, \(difference.unchanged.count) as before"
                + "\(withdrawn)\(others); says \(document.source.printable)")
    }

    private static let shownProblems = 20

    private func name(_ row: PriceRow) -> String { row.model.description.printable }

    private func isWanted(_ difference: PriceDifference) throws -> Bool {
        // That nothing has changed is news as well: from now on the prices are of today.
        if flags.yes || difference.isEmpty { return true }
        guard isatty(STDIN_FILENO) == 1 else {
            throw Failure(.usage, "nobody can be asked here, so nothing was changed; give --yes to take them over")
        }
        return Console.error.agrees(to: "take them over?")
    }

    private func count(_ number: Int, _ noun: String) -> String {
        number == 1 ? "1 \(noun) is" : "\(number) \(noun)s are"
    }
}
