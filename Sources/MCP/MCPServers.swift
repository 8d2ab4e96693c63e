public import Planning
public import Transport

/// The configured servers of tools, each connected when it is first needed.
public struct MCPServers: Sendable {
    /// What connections are made with.
    public struct Site: Sendable {
        /// The variables of this process, of which servers see few.
        public var environment: [String: String]
        /// Who asks.
        public var identity: ClientIdentity
        /// Makes the client for servers behind addresses.
        public var client: @Sendable () -> HTTPClient
        /// Finds the key of the server of that name; nil for one that takes none.
        public var key: @Sendable (String) async throws -> Secret?

        /// - Parameters: see the properties.
        public init(
            environment: [String: String], identity: ClientIdentity, client: @escaping @Sendable () -> HTTPClient,
            key: @escaping @Sendable (String) async throws -> Secret?
        ) {
            self.environment = environment
            self.identity = identity
            self.client = client
            self.key = key
        }
    }

    /// The servers by name.
    public let all: [String: MCPServer]

    /// The servers that `settings` name.
    public init(_ settings: [MCPServerSettings], site: Site, limits: MCPLimits = MCPLimits()) {
        let servers = settings.map { settings in
            (
                settings.name,
                MCPServer(settings, identity: site.identity, limits: limits) { onNotice in
                    try await Self.transport(to: settings, at: site, limits: limits, onNotice: onNotice)
                }
            )
        }
        all = Dictionary(servers) { first, _ in first }
    }

    /// The servers in the order of their names.
    public var sorted: [MCPServer] { all.sorted { $0.key < $1.key }.map(\.value) }

    /// Ends all connections in good order, at once.
    public func close() async {
        await withDiscardingTaskGroup { group in
            for server in all.values { group.addTask { await server.close() } }
        }
    }

    private static func transport(
        to settings: MCPServerSettings, at site: Site, limits: MCPLimits,
        onNotice: @escaping ServerTransport.NoticeHandler
    ) async throws -> any ServerTransport {
        switch settings.place {
        case .program(let command, let folder, let variables):
            return try StdioTransport(
                command: command, folder: folder,
                environment: ProgramEnvironment.scrubbed(site.environment, passing: variables), limits: limits,
                onNotice: onNotice)
        case .address(let url, let headers):
            let endpoint = try HTTPEndpoint(url: url, headers: headers, key: try await site.key(settings.name))
            return HTTPTransport(client: site.client(), endpoint: endpoint, limits: limits, onNotice: onNotice)
        }
    }
}
