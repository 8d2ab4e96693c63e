import ArgumentParser
import Backends
import Planning
import Transport

/// `outrider prices update`
struct PricesUpdateCommand: OutriderSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "update", abstract: "Take over prices from a file of our own format, or from an address.",
        usage: "outrider prices update [<options>] <file-or-url>",
        discussion: "`outrider prices show --json` prints such a file; docs/prices.md describes it.")

    @Argument(help: ArgumentHelp("A file, an https address, or “-” for standard input.", valueName: "file-or-url"))
    var source: String

    @OptionGroup var flags: AcceptanceFlags
    @OptionGroup(title: "Places") var places: PlaceFlags

    func perform() async throws -> ExitStatus {
        let surroundings = try await Surroundings.priced(places)
        let isAddress = source.contains("://")
        let json = isAddress ? try await fetched(by: surroundings) : try PriceAcceptance.json(of: source)
        let document = try PriceDocument(reading: json, from: source.printable)
        // A file that is meant for us is right as a whole or not at all.
        guard document.problems.isEmpty else {
            let lines = document.problems.prefix(10).map { "\n  \("\($0)".printable)" }.joined()
            let more = document.problems.count > 10 ? "\n  and \(document.problems.count - 10) more" : ""
            throw Failure(.invalidInput, "\(source.printable) cannot be used, so nothing was changed:\(lines)\(more)")
        }
        return try await PriceAcceptance(flags: flags, places: places, surroundings: surroundings).accept(document)
    }

    private func fetched(by surroundings: Surroundings) async throws -> JSONValue {
        let client = surroundings.client()
        defer { client.shutdown() }
        do {
            return try PriceAcceptance.json(
                parsing: try await PriceFeed(client: client).text(at: source), from: "the reply")
        } catch let error as TransportError {
            throw Failure(error.code == .invalidRequest ? .usage : .unavailable, "\(error); nothing was changed")
        }
    }
}
