/// How a call ended.
public struct CallSettlement: Sendable, Hashable, Codable {
    /// The ways a call can end.
    public enum Outcome: String, Sendable, Hashable, Codable {
        case finished, failed, cancelled
    }

    /// How it ended.
    public let outcome: Outcome
    /// What it used. For a call that was cut off, an estimate.
    public let usage: Usage
    /// What it cost; nil when the price is unknown.
    public let cost: Money?
    /// The price that makes the cost; nil where it is unknown, where the provider said itself what it charges, and where
    /// nothing is charged.
    public let price: AppliedPrice?
    /// How often it was tried.
    public let attempts: Int
    /// What went wrong, for a failed call. Never holds a secret.
    public let error: String?
    /// The provider's own usage record, as JSON.
    public let rawUsage: String?
    /// The provider's name for the request.
    public let requestID: String?
    /// What the model said, for the record.
    public let response: String?
    /// What the same answer takes where nobody guesses it; nil where nothing was guessed right.
    public let unaided: Unaided?
    /// Who answered, where that was not the model that was announced but another place of it.
    public let server: Server?

    /// A model at one of several endpoints.
    public struct Server: Sendable, Hashable, Codable {
        /// The name that it has there, in full.
        public let model: String
        /// Where it is, without anything secret.
        public let endpoint: String

        /// A model at an endpoint.
        public init(model: String, endpoint: String) {
            self.model = model
            self.endpoint = endpoint
        }
    }

    /// A call without the help of a guess.
    public struct Unaided: Sendable, Hashable, Codable {
        /// How long it would have taken, by what the engine has measured in this process.
        public let duration: Duration
        /// What it would have cost; nil when the price is unknown.
        public let cost: Money?

        /// A call without help.
        public init(duration: Duration, cost: Money?) {
            self.duration = duration
            self.cost = cost
        }

        /// This and another call, one after the other.
        public static func + (left: Unaided, right: Unaided) -> Unaided {
            Unaided(
                duration: left.duration + right.duration,
                cost: left.cost.flatMap { sum in right.cost.map { sum + $0 } })
        }

        /// No call.
        public static let none = Unaided(duration: .zero, cost: .zero)
    }

    /// What a call that took `duration` and ended like this takes without the help of a guess.
    public func alone(_ duration: Duration) -> Unaided { unaided ?? Unaided(duration: duration, cost: cost) }

    // Conversion from snake case gives `requestId`, so that is what the key has to be.
    private enum CodingKeys: String, CodingKey {
        case outcome, usage, cost, price, attempts, error, rawUsage, response, unaided, server
        case requestID = "requestId"
    }

    /// A settlement.
    public init(
        outcome: Outcome, usage: Usage, cost: Money?, price: AppliedPrice? = nil, attempts: Int = 1,
        error: String? = nil, rawUsage: String? = nil, requestID: String? = nil, response: String? = nil,
        unaided: Unaided? = nil, server: Server? = nil
    ) {
        self.outcome = outcome
        self.usage = usage
        self.cost = cost
        self.price = price
        self.attempts = attempts
        self.error = error
        self.rawUsage = rawUsage
        self.requestID = requestID
        self.response = response
        self.unaided = unaided
        self.server = server
    }
}
