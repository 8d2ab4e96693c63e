/// What the tokens of both agents cost, in dollars per million.
public struct TokenPrices: Sendable, Hashable {
    /// What the tokens of one agent cost.
    public struct Pair: Sendable, Hashable {
        /// A million tokens of prompt.
        public var input: Double
        /// A million generated tokens.
        public var output: Double

        /// Prices.
        public init(input: Double, output: Double) {
            self.input = input
            self.output = output
        }
    }

    /// The drafter's.
    public var drafter: Pair
    /// The verifier's.
    public var verifier: Pair

    /// What ``init(_:)`` takes, for messages.
    public static let form = "drafter_in,drafter_out,verifier_in,verifier_out in dollars per million tokens"

    /// Reads `drafter_in,drafter_out,verifier_in,verifier_out`; nil for anything else. No price is
    /// negative, and none is infinite.
    public init?(_ text: String) {
        let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { part in
            Double(part.trimmingPrefix(while: \.isWhitespace)) ?? -1
        }
        guard numbers.count == 4, numbers.allSatisfy({ $0 >= 0 && $0.isFinite }) else { return nil }
        drafter = Pair(input: numbers[0], output: numbers[1])
        verifier = Pair(input: numbers[2], output: numbers[3])
    }
}
