import Planning

extension ModelRequest {
    /// What an answer depends on, as the sixteen digits of a ``StableHash``: the model, the
    /// conversation, the tools and the sampling; not time-outs and prices.
    var fingerprint: String {
        var request = self
        // What is only a hint changes no answer.
        request.model.capabilities.caching = .unasked
        var document = OpenAIChatEncoder(usageReporting: .unasked).document(for: request)
        if case .object(var members) = document {
            // The encoder leaves out what the model cannot do; the provider is not in its format.
            members["model"] = .string(model.id.description)
            document = .object(members)
        }
        return StableHash(document.canonicalBytes).hexadecimal
    }
}
