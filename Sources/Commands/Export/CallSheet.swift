import Planning

/// The calls of a run as comma-separated values (RFC 4180, with plain line feeds). What is unknown is
/// empty, never zero.
struct CallSheet {
    private let run: String
    private let calls: [CallDocument]

    init(_ summary: RunSummary) {
        run = summary.header?.run.description ?? ""
        calls = summary.calls.map(CallDocument.init)
    }

    private static let columns = [
        "run", "call", "step", "role", "model", "purpose", "started_s", "duration_s", "first_token_s",
        "input_tokens", "cached_tokens", "output_tokens", "cost_usd", "provenance", "outcome", "standing",
        "cancel_reason", "attempts", "error",
    ]

    var text: String {
        ([Self.columns] + calls.map(row)).map { $0.joined(separator: ",") + "\n" }.joined()
    }

    private func row(_ call: CallDocument) -> [String] {
        func figure(_ value: (some LosslessStringConvertible)?) -> String { value.map { String($0) } ?? "" }
        func seconds(_ value: Double?) -> String { figure(value.map { ($0 * 1e6).rounded() / 1e6 }) }
        return [
            run, figure(call.call), figure(call.step), call.role, Self.cell(call.model), Self.cell(call.purpose),
            seconds(call.startedSeconds), seconds(call.durationSeconds), seconds(call.firstTokenSeconds),
            figure(call.inputTokens), figure(call.cachedTokens), figure(call.outputTokens), figure(call.costDollars),
            figure(call.provenance), call.outcome, figure(call.standing), figure(call.cancelReason),
            figure(call.attempts), Self.cell(call.error ?? ""),
        ]
    }

    /// Text that comes from outside. A spreadsheet takes what begins like a formula for one, unless an
    /// apostrophe stands before it.
    private static func cell(_ text: String) -> String {
        let text = (text.first.map { "=+-@\t\r".contains($0) } ?? false) ? "'" + text : text
        guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
