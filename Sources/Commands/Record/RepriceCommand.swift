import ArgumentParser
import Backends
import Configuration
import Ledger
import Planning

/// `outrider reprice`
struct RepriceCommand: OutriderSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "reprice", abstract: "Say what a run would have cost on another model.",
        usage: "outrider reprice [<options>] <run> --model <model>",
        discussion: """
            The recorded tokens at the other model's price of that time. Models cut texts into tokens differently, and might \
            have answered differently: this is what the same tokens cost.
            """)

    @Argument(help: ArgumentHelp("The run, or the beginning of its name.", valueName: "run"))
    var run: String

    @Option(name: .long, help: ArgumentHelp("The other model by its full name.", valueName: "model"))
    var model: String

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Whose calls go to it: drafter, verifier or scorer; the others keep what they cost.", valueName: "role"),
        transform: TypedLimits.role)
    var role: AgentRole?

    @Flag(name: .long, help: "Print a JSON document.")
    var json = false

    @OptionGroup(title: "Places") var places: PlaceFlags

    func perform() async throws -> ExitStatus {
        let surroundings = try await Surroundings.priced(places)
        let model = try surroundings.settings.catalogue.model(named: model)
        guard model.tariff != nil || model.hourlyRate != nil else {
            throw Failure(
                .configuration,
                "what \(model.id.description.printable) charges is unknown; add its price under `models:` in the "
                    + "configuration, or take over a table with `outrider prices import FILE`")
        }
        let store = try surroundings.ledger(at: places.database, creating: false)
        let name = try await store.run(named: run)
        let repricing = Repricing(try await store.summary(of: name), on: model, role: role)
        guard !repricing.parts.isEmpty else {
            throw Failure(.failure, "the run \(name) has made no calls to be priced")
        }
        if json {
            Console.output.print(try jsonText(RepricingDocument(repricing, of: name)))
        } else {
            show(repricing)
        }
        return .success
    }

    private func show(_ repricing: Repricing) {
        let rows = repricing.parts.map { part in
            [
                part.role.rawValue, String(part.calls), String(part.usage.input), String(part.usage.output),
                words(part.actual), part.isRepriced ? words(part.repriced) : "as it was",
            ]
        }
        let sum = ["together", "", "", "", words(repricing.actual), words(repricing.repriced)]
        Table(
            columns: ["role", "calls", "in", "out", "cost", "on \(repricing.model.id.description.printable)"],
            rows: rows + [sum]
        ).print(to: .output)
        for row in repricing.rows.sorted(by: { ($0.from?.milliseconds ?? 0) < ($1.from?.milliseconds ?? 0) }) {
            Console.error.print("priced \(PriceWords.time(row)), says \(row.source.printable)")
        }
        if repricing.usesLaterPrices {
            Console.error.print("what it charged when the run was made is not known; the price that follows was taken")
        }
    }

    private func words(_ spend: Spend) -> String {
        let estimated = spend.estimated > .zero ? " (of which \(spend.estimated) estimated)" : ""
        return spend.unpriced > 0 && spend.known == .zero
            ? "unknown" : "\(spend.known)\(estimated)" + (spend.unpriced > 0 ? " + ?" : "")
    }
}
