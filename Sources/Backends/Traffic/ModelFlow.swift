import Planning

/// How the calls of one model fare at its provider. Providers limit each model for itself, and one model may be
/// overloaded while another one is not.
struct ModelFlow: Sendable, Hashable {
    /// A quota that a provider tells of. Nothing in its replies says which models share one; those that are told the
    /// same limit are taken to, which at worst makes a draft wait.
    struct Quota: Sendable, Hashable {
        let kind: RateLimitReport.Kind
        let limit: Int?
    }

    /// How many calls may be open at once.
    var limit = AdaptiveLimit()
    /// Whether the model is worth asking.
    var breaker = CircuitBreaker()
    /// Until when the provider asked to be left alone.
    var pausedUntil = Duration.zero
    /// The same for drafts, which also heed a wait that is too long for anybody to sit out.
    var draftsPausedUntil = Duration.zero
    /// Whether a verifier asks this model.
    var servesVerifiers = false
    /// The quotas that its calls draw on, as far as they were told.
    var quotas: [Quota] = []
    /// What its last call failed of.
    var lastFailure: String?
}
