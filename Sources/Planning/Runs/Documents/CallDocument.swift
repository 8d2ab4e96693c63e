/// A call as JSON, for other programs: what `outrider show --calls --json` lists. What is unknown is null.
public struct CallDocument: Sendable, Encodable {
    /// The call's number in its run.
    public let call: Int
    /// The agent it served.
    public let role: String
    /// The position it worked on; 1 is the first step.
    public let step: Int
    /// The model, by its full name.
    public let model: String
    /// What it was for.
    public let purpose: String
    /// When it was started, since the run began.
    public let startedSeconds: Double
    /// How long it took; nil while it is open.
    public let durationSeconds: Double?
    /// When the first piece of the answer came, since it was started.
    public let firstTokenSeconds: Double?
    /// What it would have taken without the help of a draft; nil where none helped.
    public let unaidedSeconds: Double?
    /// The prompt.
    public let inputTokens: Int?
    /// The part of the prompt that the provider had already.
    public let cachedTokens: Int?
    /// All that was generated.
    public let outputTokens: Int?
    /// Where the figures are from.
    public let provenance: String?
    /// What it cost; nil when the price is unknown.
    public let costDollars: Double?
    /// How it ended, or `open`.
    public let outcome: String
    /// What became of its result.
    public let standing: String?
    /// Why it was cancelled, if it was.
    public let cancelReason: String?
    /// How often it was tried.
    public let attempts: Int?
    /// What went wrong. Never holds a secret.
    public let error: String?
    /// What it cost, exactly.
    public let cost: Money?

    /// The document of a call.
    public init(_ call: RunSummary.Call) {
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
}
