/// What a filter of runs can choose from, each in alphabetical order.
public struct RunFacets: Sendable, Hashable, Encodable {
    /// Ways in which runs stand.
    public let statuses: [String]
    /// Names of strategies.
    public let strategies: [String]
    /// Names of agent definitions.
    public let agents: [String]
}
