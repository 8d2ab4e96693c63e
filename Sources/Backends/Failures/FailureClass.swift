import Planning

/// The class of a failure from its status and what the provider calls it.
enum FailureClass {
    private static let outOfMoney: Set<String> = [
        "insufficient_quota", "credit_balance_exhausted", "organization_spend_limit_exceeded",
        "project_spend_limit_exceeded", "organization_usage_limit_exceeded", "billing_hard_limit_reached",
        "billing_not_active", "billing_error", "insufficient_balance",
    ]
    private static let tooLarge: Set<String> = [
        "context_length_exceeded", "exceed_context_size_error", "string_above_max_length", "request_too_large",
    ]
    private static let unknownModel: Set<String> = ["model_not_found", "invalid_model", "model_not_exist"]
    private static let rateLimited: Set<String> = ["rate_limit_exceeded", "rate_limit_error", "resource_exhausted"]

    static func code(status: Int, message: ProviderMessage) -> BackendError.Code {
        let text = message.text.lowercased()
        // The names come first: 429 alone does not tell a full minute from an empty account.
        if status == 402 || !message.names.isDisjoint(with: outOfMoney) { return .outOfMoney }
        if status == 413 || !message.names.isDisjoint(with: tooLarge) || isTooLarge(text) { return .tooLarge }
        if !message.names.isDisjoint(with: unknownModel) || isUnknownModel(text) { return .unknownModel }
        switch status {
        case 401, 403: return .unauthorized
        // Without a word about a model, 404 speaks of the address.
        case 404: return text.contains("model") ? .unknownModel : .badRequest
        case 407: return .unreachable
        case 408: return .timedOut
        case 429: return .rateLimited
        case 503 where text.contains("loading model"): return .loading
        case 503, 529: return .overloaded
        case _ where !message.names.isDisjoint(with: rateLimited): return .rateLimited
        case _ where message.names.contains("overloaded_error"): return .overloaded
        case 500...: return .serverFault
        default: return .badRequest
        }
    }

    /// Servers without a code of their own for it.
    private static func isTooLarge(_ text: String) -> Bool {
        text.contains("maximum context length") || text.contains("exceeds the available context size")
            // A single request beyond the limit of a minute: waiting does not make it smaller.
            || text.hasPrefix("request too large for")
    }

    private static func isUnknownModel(_ text: String) -> Bool {
        text.contains("not a valid model id") || text.contains("model not exist") || text.hasPrefix("invalid model:")
    }
}
