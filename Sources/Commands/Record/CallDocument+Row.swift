import Planning

extension CallDocument {
    /// The columns of ``row``.
    static let columns = [
        "call", "step", "role", "purpose", "start", "time", "in", "out", "cost", "outcome", "result", "model",
    ]

    /// The call in a table for people.
    var row: [String] {
        let isEstimated = provenance == Provenance.estimated.rawValue
        return [
            String(call), String(step), role, purpose.printable, Duration.seconds(startedSeconds).spoken,
            durationSeconds.map { Duration.seconds($0).spoken } ?? "–", inputTokens.map(String.init) ?? "–",
            outputTokens.map(String.init) ?? "–", cost.map { (isEstimated ? "~" : "") + "\($0)" } ?? "unknown", outcome,
            standing ?? "–", model.printable,
        ]
    }
}
