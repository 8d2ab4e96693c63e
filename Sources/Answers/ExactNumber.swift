/// A rational number, without any rounding: 0.5, 1/2 and 50/100 are one number.
public struct ExactNumber: Sendable, Hashable {
    /// The numerator of the reduced fraction; carries the sign.
    public let numerator: Int128
    /// The denominator of the reduced fraction; more than nothing.
    public let denominator: Int128

    /// A fraction; nil for a denominator of nothing, and for numbers that are too large.
    public init?(_ numerator: Int128, over denominator: Int128 = 1) {
        guard denominator != 0, numerator != .min, denominator != .min else { return nil }
        let sign: Int128 = denominator < 0 ? -1 : 1
        let divisor = Self.commonDivisor(abs(numerator), abs(denominator))
        self.numerator = sign * numerator / divisor
        self.denominator = sign * denominator / divisor
    }

    /// A decimal number.
    /// - Parameters:
    ///   - digits: with or without a sign and a point, and without anything else.
    ///   - exponent: the power of ten that it is multiplied by.
    init?(digits: String, exponent: Int = 0) {
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = parts.first else { return nil }
        let fraction = parts.count == 2 ? parts[1] : ""
        guard whole.contains(where: \.isNumber) || !fraction.isEmpty, let mantissa = Int128(whole + fraction) else {
            return nil
        }
        guard let scale = Self.power(ofTen: exponent - fraction.count) else { return nil }
        if exponent < fraction.count {
            self.init(mantissa, over: scale)
        } else {
            let (product, overflow) = mantissa.multipliedReportingOverflow(by: scale)
            guard !overflow else { return nil }
            self.init(product)
        }
    }

    /// The sum; nil where it is too large.
    func plus(_ other: ExactNumber) -> ExactNumber? {
        let (left, leftOverflow) = numerator.multipliedReportingOverflow(by: other.denominator)
        let (right, rightOverflow) = other.numerator.multipliedReportingOverflow(by: denominator)
        let (below, belowOverflow) = denominator.multipliedReportingOverflow(by: other.denominator)
        let (above, aboveOverflow) = left.addingReportingOverflow(right)
        guard !leftOverflow, !rightOverflow, !belowOverflow, !aboveOverflow else { return nil }
        return ExactNumber(above, over: below)
    }

    /// The product; nil where it is too large.
    func times(_ other: ExactNumber) -> ExactNumber? {
        let (above, aboveOverflow) = numerator.multipliedReportingOverflow(by: other.numerator)
        let (below, belowOverflow) = denominator.multipliedReportingOverflow(by: other.denominator)
        guard !aboveOverflow, !belowOverflow else { return nil }
        return ExactNumber(above, over: below)
    }

    /// The quotient; nil where the divisor is nothing, or the result too large.
    func divided(by other: ExactNumber) -> ExactNumber? {
        ExactNumber(other.denominator, over: other.numerator).flatMap(times)
    }

    var negated: ExactNumber? { ExactNumber(-numerator, over: denominator) }

    private static func commonDivisor(_ left: Int128, _ right: Int128) -> Int128 {
        var (left, right) = (left, right)
        while right != 0 { (left, right) = (right, left % right) }
        return max(left, 1)
    }

    /// Ten to the power of the size of `exponent`; nil where it is too large.
    private static func power(ofTen exponent: Int) -> Int128? {
        guard abs(exponent) <= 37 else { return nil }
        return (0..<abs(exponent)).reduce(1) { power, _ in power * 10 }
    }
}

extension ExactNumber: CustomStringConvertible {
    /// `3`, or `3/2`.
    public var description: String { denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)" }
}
