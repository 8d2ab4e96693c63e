import Planning

/// What a server is started with, written down for the process that watches over it.
struct ServerPlan: Sendable, Hashable, Codable {
    /// This start, told apart from all others of this server.
    let id: String
    /// The provider's name.
    let name: String
    /// What the configuration says.
    let settings: LocalServerSettings
    /// The port that the server listens on of its own accord; nil where one is chosen.
    let fixedPort: Int?
    /// Where it lists its models, such as `/v1/models`.
    let modelsPath: String
    /// The memory that is counted for it.
    let memory: ByteCount

    /// Whether a server that was started by this plan is what `other` asks for.
    func serves(_ other: ServerPlan) -> Bool {
        settings == other.settings && fixedPort == other.fixedPort && modelsPath == other.modelsPath
    }
}
