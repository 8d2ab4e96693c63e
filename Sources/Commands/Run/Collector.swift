import Foundation
import Planning
import Telemetry
import Transport

/// An OpenTelemetry collector that wants to see runs while they go on.
struct Collector {
    /// The longest wait for it once the run is over and its answer printed.
    private static let lastWait = Duration.seconds(3)

    private let endpoint: OTLPEndpoint
    private let client: HTTPClient

    /// The collector that was named on the command line, or else in the environment as OpenTelemetry has it;
    /// nil where none was named. What is wrong in the environment is said, and the run goes on without.
    /// - Throws: ``Failure`` for an address on the command line that cannot be used.
    init?(named address: String?, in surroundings: Surroundings) throws {
        let environment = surroundings.environment
        let general = environment["OTEL_EXPORTER_OTLP_ENDPOINT"].flatMap { $0.isEmpty ? nil : $0 }
        guard let chosen = address ?? general else { return nil }
        do {
            endpoint = try OTLPEndpoint(address: chosen, headers: environment["OTEL_EXPORTER_OTLP_HEADERS"])
        } catch {
            let source = address == nil ? "OTEL_EXPORTER_OTLP_ENDPOINT and _HEADERS" : "--otlp-endpoint"
            guard address == nil else { throw Failure(.usage, "\(source): \(error)") }
            Console.error.print("outrider: no trace is sent, by \(source): \(error)")
            return nil
        }
        client = surroundings.client()
    }

    /// What sends the spans of a run.
    func exporter(of run: RunID, past: RunSummary) -> OTLPExporter {
        OTLPExporter(of: run, past: past, to: endpoint, over: client, version: Version.current)
    }

    /// Waits a little for what is not sent yet, and says what is lost.
    func finish(_ exporter: OTLPExporter) async {
        let report = await exporter.finish(within: Self.lastWait)
        client.shutdown()
        guard report.lost > 0 else { return }
        let problem = report.problem ?? "\(endpoint) did not answer in time"
        Console.error.print(
            "outrider: \(report.lost) of \(report.lost + report.sent) spans of the trace are lost: \(problem)")
    }
}
