import ArgumentParser

/// The forms in which a run can be handed over.
enum ExportFormat: String, CaseIterable, ExpressibleByArgument {
    /// Everything that is in the record, as one document.
    case json
    /// The calls, one a line.
    case csv
    /// A page to read, in one file.
    case html
    /// For Perfetto.
    case chromeTrace = "chrome-trace"
    /// For OpenTelemetry collectors and what stands behind them.
    case otlpJSON = "otlp-json"
}
