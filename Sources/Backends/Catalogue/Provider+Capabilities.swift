import Planning

extension Provider {
    /// What a model of it is taken to accept that nobody has described.
    var capabilities: Capabilities { usualCapabilities ?? api.usualCapabilities }
}

extension Provider.API {
    /// What a model that nobody has described is taken to accept, by the wire format of its provider.
    fileprivate var usualCapabilities: Capabilities {
        switch self {
        case .anthropic: Capabilities(seed: false, caching: .marks)
        case .responses: Capabilities(seed: false, caching: .key)
        case .openai, .gemini, .ollama, .rerank, .score, .pooling, .classify: Capabilities()
        }
    }
}
