import Planning

extension Usage {
    /// Reads Gemini's `usageMetadata`. What was thought stands beside the candidates and not in them; what was read
    /// from the cache stands in the prompt; what tools brought is prompt, too.
    init(gemini said: JSONValue) {
        let input = (said["promptTokenCount"]?.tokenCount ?? 0) + (said["toolUsePromptTokenCount"]?.tokenCount ?? 0)
        let read = min(said["cachedContentTokenCount"]?.tokenCount ?? 0, input)
        let thoughts = said["thoughtsTokenCount"]?.tokenCount ?? 0
        self.init(
            freshInput: input - read, cacheRead: read,
            output: (said["candidatesTokenCount"]?.tokenCount ?? 0) + thoughts, reasoning: thoughts,
            provenance: .reported)
    }
}
