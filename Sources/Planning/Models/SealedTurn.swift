/// What a model said, in its provider's own form: with reasoning that is signed, encrypted, or has to be shown again.
///
/// It can be given back unchanged, and to the model that said it alone: to any other model it would be the
/// reasoning of a stranger, and its signature would not hold.
public struct SealedTurn: Sendable, Hashable, Codable {
    /// Who said it.
    public let model: ModelID
    private let content: [JSONValue]

    /// What `model` said, as it came.
    public init(by model: ModelID, _ content: [JSONValue]) {
        self.model = model
        self.content = content
    }

    /// The turn as it came; nil for every model but the one that said it.
    public func content(for model: ModelID) -> [JSONValue]? {
        model == self.model ? content : nil
    }
}
