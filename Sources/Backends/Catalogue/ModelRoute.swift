public import Planning

/// The endpoints of a model that is served in several places, which the configuration says are the same model.
public struct ModelRoute: Sendable, Hashable {
    /// Which of them is asked first.
    public enum Preference: String, Sendable, Hashable, Codable, CaseIterable {
        /// The cheapest.
        case cost
        /// The one that has answered fastest lately.
        case latency
    }

    /// The models that are asked in its place, each by the name it has there. The model itself may be among them.
    public var endpoints: [ModelID]
    /// Which of them is asked first.
    public var preference: Preference

    /// A route; at least two endpoints make it worth anything.
    public init(endpoints: [ModelID], preference: Preference = .cost) {
        self.endpoints = endpoints
        self.preference = preference
    }
}
