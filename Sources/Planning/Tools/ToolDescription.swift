/// A tool as a model sees it, and what the operator says about its effects.
public struct ToolDescription: Sendable, Hashable, Codable {
    /// The name that actions use.
    public let name: String
    /// One or two sentences for the model.
    public let summary: String
    /// The JSON Schema of the arguments, an object schema.
    public let parameters: JSONValue
    /// What a call can do to the world.
    public let effect: EffectClass

    /// Describes a tool.
    public init(name: String, summary: String, parameters: JSONValue, effect: EffectClass) {
        self.name = name
        self.summary = summary
        self.parameters = parameters
        self.effect = effect
    }
}
