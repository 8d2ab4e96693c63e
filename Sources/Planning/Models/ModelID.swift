/// A model by its full name, `provider/model-id`. The model id may itself contain slashes.
public struct ModelID: Sendable, Hashable, Codable, CustomStringConvertible {
    /// The provider's name in the configuration.
    public let provider: String
    /// The provider's own name of the model.
    public let name: String

    /// A model of a provider.
    public init(provider: String, name: String) {
        self.provider = provider
        self.name = name
    }

    /// Reads `provider/model-id`; nil if either part is missing.
    public init?(_ text: String) {
        guard let slash = text.firstIndex(of: "/") else { return nil }
        let provider = String(text[..<slash])
        let name = String(text[text.index(after: slash)...])
        guard !provider.isEmpty, !name.isEmpty else { return nil }
        self.init(provider: provider, name: name)
    }

    public var description: String { "\(provider)/\(name)" }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let id = ModelID(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "“\(text)” is no provider/model-id")
        }
        self = id
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
