/// What the user wants, speed or savings, in either of the two ways to say it.
public enum Preference: Sendable, Hashable, Codable {
    /// The share of speed.
    case lambda(Lambda)
    /// What time is worth in money. Which λ that is depends on what the verifier takes and costs, so it
    /// is only known once a verification was seen.
    case valueOfTime(ValueOfTime)

    /// Reads `0.7`, or an amount for a time such as `$30/h`; nil for anything else.
    public init?(_ text: String) {
        if let lambda = Double(text).flatMap(Lambda.init) {
            self = .lambda(lambda)
        } else if let value = ValueOfTime(text) {
            self = .valueOfTime(value)
        } else {
            return nil
        }
    }

    /// λ where the verifier alone takes so long and costs so much; both count alike as long as nothing is
    /// known of that.
    public func lambda(at reference: Reference?) -> Lambda {
        switch self {
        case .lambda(let lambda): lambda
        case .valueOfTime(let value): reference.flatMap { value.lambda(reference: $0) } ?? .balanced
        }
    }
}

extension Preference: CustomStringConvertible {
    /// As ``init(_:)`` reads it.
    public var description: String {
        switch self {
        case .lambda(let lambda): "\(lambda.value)"
        case .valueOfTime(let value): "\(value)"
        }
    }
}
