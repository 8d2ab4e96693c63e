/// Where every model call is announced before it starts and settled when it ends. It keeps the
/// money and the record; agents only report to it.
public protocol CallMeter: Sendable {
    /// Announces a call and reserves the most it may cost.
    /// - Throws: ``LimitReached`` when money, tokens or time do not suffice; then the call must not be made.
    func start(_ call: CallAnnouncement) throws(LimitReached) -> CallID

    /// Says that the first piece of the answer is there.
    func firstToken(of call: CallID)

    /// Books what the call used and how it ended. A second settlement of a call is ignored.
    func settle(_ call: CallID, _ settlement: CallSettlement)

    /// Says that `winner` has answered in the place of `call`, which began earlier or later and is settled like any
    /// other: what it cost was spent in vain.
    func replace(_ call: CallID, by winner: CallID)

    /// Books a call that was cut off, by what `account` says of it later, or by the estimate if it says nothing in time.
    /// Money is kept by the estimate until then. A second settlement of a call is ignored.
    func settle(
        _ call: CallID, _ estimate: CallSettlement, unless account: @escaping @Sendable () async -> CallSettlement?)

    /// The same meter for calls that serve `role`.
    func serving(_ role: AgentRole) -> any CallMeter

    /// The date and the time by the run's clock, on which prices may depend; nil where nobody knows.
    var now: UTCInstant? { get }
}

extension CallMeter {
    /// A meter that does not tell roles apart is its own.
    public func serving(_ role: AgentRole) -> any CallMeter { self }

    /// A meter outside a run knows no date: the newest price counts.
    public var now: UTCInstant? { nil }

    /// A meter that keeps no account of use and waste has nothing to note.
    public func replace(_ call: CallID, by winner: CallID) {}

    /// A meter that waits for nobody books the estimate.
    public func settle(
        _ call: CallID, _ estimate: CallSettlement, unless account: @escaping @Sendable () async -> CallSettlement?
    ) {
        settle(call, estimate)
    }
}

/// A call that is about to be made.
public struct CallAnnouncement: Sendable, Hashable, Codable {
    /// The model or engine, by its full name.
    public let model: String
    /// What the call is for: `action`, `thought`, `debate 1 A`…
    public let purpose: String
    /// Where the request goes, without anything secret; nil in process.
    public let endpoint: String?
    /// The most the call may cost; nil when the price is unknown.
    public let reservation: Money?
    /// The most tokens it may take, prompt and answer; nil when that is unknown.
    public let tokens: Int?

    /// The name under which a drafter that remembers reports its calls.
    public static let memory = "memory"
    /// The purpose of a call to memory that recalled a step.
    public static let recall = "recall"
    /// The purpose of a call to memory that recalled nothing it could vouch for.
    public static let recallMiss = "recall-miss"
    /// The purpose of a call that is made beside an earlier one, which takes long: see ``Hedging``.
    public static let hedge = "hedge"

    /// Announces a call.
    public init(model: String, purpose: String, endpoint: String? = nil, reservation: Money?, tokens: Int? = nil) {
        self.model = model
        self.purpose = purpose
        self.endpoint = endpoint
        self.reservation = reservation
        self.tokens = tokens
    }
}

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
