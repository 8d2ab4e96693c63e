/// How a model picks its words; nil leaves it to the provider.
public struct AgentSampling: Sendable, Hashable {
    /// Sampling temperature, from 0 to 2.
    public let temperature: Double?
    /// Nucleus sampling, from 0 to 1.
    public let topP: Double?
}
