import ArgumentParser

/// How a run shows itself.
struct OutputFlags: ParsableArguments {
    @Flag(name: .long, help: "Print one JSON document at the end.")
    var json = false

    @Flag(name: .long, help: "Print every event as a line of JSON, as it happens.")
    var jsonl = false

    @Flag(name: .long, help: "Print nothing but the answer, and errors.")
    var quiet = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Send spans to this OpenTelemetry collector while it runs, by OTLP over HTTP. OTEL_EXPORTER_OTLP_ENDPOINT says the same.",
            valueName: "url"))
    var otlpEndpoint: String?

    /// Whether nobody wants to see how it goes on.
    var isSilent: Bool { quiet || json || jsonl }

    func validate() throws {
        if json && jsonl {
            throw ValidationError("--json and --jsonl exclude each other: one document, or one line an event.")
        }
    }
}

/// What every command can be told: where settings and record are, and how it looks.
struct PlaceFlags: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The record, an SQLite file.", valueName: "path"))
    var database: String?

    @Option(name: .long, help: ArgumentHelp("The settings, in place of the user's own file.", valueName: "path"))
    var config: String?

    /// Looked up before the parser runs, as the parser's own messages obey it too; it stands here for the help.
    @Flag(name: .long, help: "No colours. NO_COLOR=1 says the same.")
    var noColor = false
}
