/// What a chat server has charged for one model: its own count, to compare a client's bill with.
public struct ChatCharges: Sendable, Hashable {
    /// Calls that were answered, wholly or in part. Calls that failed with a status cost nothing.
    public var calls = 0
    /// Of these, calls that did not reach their end: closed by the client, or cut by the script.
    public var cut = 0
    /// Tokens of the prompts, those from the cache included.
    public var promptTokens = 0
    /// Of the prompts' tokens, those from the cache.
    public var cachedTokens = 0
    /// Tokens generated, those of reasoning included, also where the client was gone by then.
    public var generatedTokens = 0
    /// Of the generated tokens, those of reasoning.
    public var reasoningTokens = 0

    /// No charges.
    public init() {}
}
