import ArgumentParser
import Foundation
import Ledger
import Planning
import Telemetry

/// `outrider export`
struct ExportCommand: OutriderSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Hand a run to other programs.",
        usage: "outrider export <run> --format <format> [--output <file>] [<options>]",
        discussion: """
            json          everything in the record: figures, calls, decisions, events
            csv           the calls, one a line, for a spreadsheet
            html          a page to read, in one file, without scripts
            chrome-trace  lanes, arrows and dollars; open it in https://ui.perfetto.dev
            otlp-json     an OpenTelemetry trace; POST it to a collector's /v1/traces
            """)

    @Argument(help: ArgumentHelp("The run, or the beginning of its name.", valueName: "run"))
    var run: String

    @Option(name: .long, help: ArgumentHelp("The form.", valueName: "format"))
    var format: ExportFormat

    @Option(name: .shortAndLong, help: ArgumentHelp("Where to write, in place of standard output.", valueName: "file"))
    var output: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "otlp-json: the version of OpenTelemetry's names for generative AI, v0.1.0 or v1.41.1.",
            valueName: "version"))
    var convention: String?

    @Flag(name: .long, help: "otlp-json: put what was asked and answered into the trace.")
    var content = false

    @OptionGroup(title: "Places") var places: PlaceFlags

    func validate() throws {
        if let convention, Convention(version: convention) == nil {
            let known = Convention.all.map(\.version).joined(separator: " and ")
            throw ValidationError("--convention \(convention) is not known; known are \(known).")
        }
        if format != .otlpJSON, convention != nil || content {
            throw ValidationError("--convention and --content belong to --format otlp-json.")
        }
    }

    func perform() async throws -> ExitStatus {
        let store = try Surroundings(configFile: places.config).ledger(at: places.database, creating: false)
        let events = try await store.history(of: try await store.run(named: run)).events
        let text = try text(of: events)
        if let output {
            try OutputFile(output).write(text)
        } else {
            // A file or a program gets it exactly; a screen is not steered by what a model has said.
            Console.output.write(Console.output.isScreen ? text.readable : text)
        }
        return .success
    }

    private func text(of events: [RunEvent]) throws -> String {
        switch format {
        case .json: return try jsonText(try ExportDocument(events)) + "\n"
        case .csv: return CallSheet(RunSummary(events)).text
        case .html: return RunReport(events).text
        case .chromeTrace: return ChromeTrace.document(of: RunTimeline(events)).canonical + "\n"
        case .otlpJSON:
            let convention = convention.flatMap(Convention.init(version:)) ?? .v0_1_0
            let spans = TraceRecorder.trace(of: events, convention: convention, hasContent: content)
            return OTLPRequest.document(spans, convention: convention, version: Version.current).canonical + "\n"
        }
    }
}
