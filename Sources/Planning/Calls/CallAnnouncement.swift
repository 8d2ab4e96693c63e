/// A call that is about to be made.
public struct CallAnnouncement: Sendable, Hashable, Codable {
    /// The model or engine, by its full name.
    public let model: String
    /// What the call is for: `action`, `thought`, `debate 1 A`…
    public let purpose: String
    /// Where the request goes, without anything secret; nil in process.
    public let endpoint: String?
    /// The most the call may cost; nil when the price is unknown.
    public let reservation: Money?
    /// The most tokens it may take, prompt and answer; nil when that is unknown.
    public let tokens: Int?

    /// The name under which a drafter that remembers reports its calls.
    public static let memory = "memory"
    /// The purpose of a call to memory that recalled a step.
    public static let recall = "recall"
    /// The purpose of a call to memory that recalled nothing it could vouch for.
    public static let recallMiss = "recall-miss"
    /// The purpose of a call that is made beside an earlier one, which takes long: see ``Hedging``.
    public static let hedge = "hedge"

    /// Announces a call.
    public init(model: String, purpose: String, endpoint: String? = nil, reservation: Money?, tokens: Int? = nil) {
        self.model = model
        self.purpose = purpose
        self.endpoint = endpoint
        self.reservation = reservation
        self.tokens = tokens
    }
}
