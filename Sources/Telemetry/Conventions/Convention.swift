/// A version of OpenTelemetry's conventions for generative AI: how facts are named there. Each version has
/// a file of its own, and nothing else in Outrider spells these names.
public struct Convention: Sendable, Hashable {
    /// The version, as its release is called.
    public let version: String
    /// Where the version's schema is described; nil where no address is published.
    public let schemaURL: String?
    /// Whether the span of an agent in this process names the provider.
    let agentSpanNamesProvider: Bool
    /// What a memory is asked for.
    let recallOperation: String

    let operationName: String
    let providerName: String
    let requestModel: String
    let conversationID: String
    let agentName: String
    let finishReasons: String
    let responseID: String
    let timeToFirstChunk: String
    let inputTokens: String
    let outputTokens: String
    let cacheReadTokens: String
    let cacheWriteTokens: String
    let reasoningTokens: String
    let toolName: String
    let toolArguments: String
    let toolResult: String
    let inputMessages: String
    let outputMessages: String
    let errorType: String
    let serverAddress: String
    let serverPort: String
}

// In an extension, so that the versions can be written down member by member in files of their own.
extension Convention {
    /// Every version, the newest first.
    public static let all: [Convention] = [.v0_1_0, .v1_41_1]

    /// The version with this name; nil when there is none.
    public init?(version: String) {
        guard let convention = Self.all.first(where: { $0.version == version }) else { return nil }
        self = convention
    }

    /// Every attribute name of this version that is in use here.
    public var names: [String] {
        [
            operationName, providerName, requestModel, conversationID, agentName, finishReasons, responseID,
            timeToFirstChunk, inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens, reasoningTokens, toolName,
            toolArguments, toolResult, inputMessages, outputMessages, errorType, serverAddress, serverPort,
        ]
    }
}
