extension Provider {
    /// How it is spoken to.
    var format: any WireFormat {
        switch api {
        case .openai: OpenAIChatFormat(usageReporting: usageReporting)
        case .responses: OpenAIResponsesFormat()
        case .anthropic: AnthropicFormat()
        case .gemini: GeminiFormat()
        case .ollama: OllamaFormat()
        case .rerank: ScoringFormat(kind: .rerank, scale: scores)
        case .score: ScoringFormat(kind: .score, scale: scores)
        case .pooling: ScoringFormat(kind: .pooling, scale: scores)
        case .classify: ScoringFormat(kind: .classify, scale: scores)
        }
    }
}
