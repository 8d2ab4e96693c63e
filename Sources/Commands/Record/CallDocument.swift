import Planning

/// A call as `outrider show --calls` lists it, as a row or as JSON. What is unknown is null.
struct CallDocument: Encodable {
    let call: Int
    let role: String
    let step: Int
    let model: String
    let purpose: String
    let startedSeconds: Double
    let durationSeconds: Double?
    let firstTokenSeconds: Double?
    /// What it would have taken without the help of a draft; nil where none helped.
    let unaidedSeconds: Double?
    let inputTokens: Int?
    let cachedTokens: Int?
    let outputTokens: Int?
    let provenance: String?
    let costDollars: Double?
    let outcome: String
    let standing: String?
    let cancelReason: String?
    let attempts: Int?
    let error: String?
    private let cost: Money?

    init(_ call: RunSummary.Call) {
        let settlement = call.settlement
        self.call = call.id.number
        role = call.role.rawValue
        step = call.position
        model = settlement?.server?.model ?? call.announcement.model
        purpose = call.announcement.purpose
        startedSeconds = call.started.seconds
        durationSeconds = call.duration?.seconds
        firstTokenSeconds = call.firstToken?.seconds
        unaidedSeconds = settlement?.unaided?.duration.seconds
        inputTokens = settlement?.usage.input
        cachedTokens = settlement?.usage.cacheRead
        outputTokens = settlement?.usage.output
        provenance = settlement?.usage.provenance.rawValue
        cost = settlement?.cost
        costDollars = settlement?.cost?.dollars
        outcome = settlement?.outcome.rawValue ?? "open"
        standing = call.standing?.rawValue
        cancelReason = call.cancelReason?.rawValue
        attempts = settlement?.attempts
        error = settlement?.error
    }

    private enum CodingKeys: String, CodingKey {
        case call, role, step, model, purpose, provenance, outcome, standing, attempts, error
        case startedSeconds = "started_s"
        case durationSeconds = "duration_s"
        case firstTokenSeconds = "first_token_s"
        case unaidedSeconds = "unaided_s"
        case inputTokens = "input_tokens"
        case cachedTokens = "cached_tokens"
        case outputTokens = "output_tokens"
        case costDollars = "cost_usd"
        case cancelReason = "cancel_reason"
    }

    static let columns = [
        "call", "step", "role", "purpose", "start", "time", "in", "out", "cost", "outcome", "result", "model",
    ]

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
