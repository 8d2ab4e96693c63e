/// Something measured several times, with what it should come to.
struct Figure: Codable {
    /// What was measured, for people.
    let name: String
    /// The unit of the values.
    let unit: String
    /// What the figure should come to; nil where it is there for comparison alone.
    var target: Target?
    /// Every value, in the order of measuring.
    let values: [Double]

    /// A bound on one number of the spread.
    struct Target: Codable {
        enum Number: String, Codable { case median, percentile99 = "p99", maximum = "max" }
        enum Bound: String, Codable {
            case atLeast = "at-least"
            case atMost = "at-most"
        }

        let number: Number
        let bound: Bound
        let value: Double

        static func median(atLeast value: Double) -> Target { .init(number: .median, bound: .atLeast, value: value) }
        static func median(atMost value: Double) -> Target { .init(number: .median, bound: .atMost, value: value) }
        static func p99(atMost value: Double) -> Target { .init(number: .percentile99, bound: .atMost, value: value) }
        static func maximum(atMost value: Double) -> Target { .init(number: .maximum, bound: .atMost, value: value) }

        func isMet(by spread: Spread) -> Bool {
            let measured =
                switch number {
                case .median: spread.median
                case .percentile99: spread.percentile99
                case .maximum: spread.maximum
                }
            return bound == .atLeast ? measured >= value : measured <= value
        }
    }
}
