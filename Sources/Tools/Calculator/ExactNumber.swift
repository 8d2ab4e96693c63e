import Foundation

/// A whole number, exact as long as it fits into 128 bits, or else a double.
enum ExactNumber: Equatable {
    case integer(Int128)
    case real(Double)

    /// A double as the simplest number that it is: whole ones that a double holds exactly are integers.
    /// - Throws: ``ToolFailure`` for infinities and for what is no number, which name `origin`.
    init(_ value: Double, _ origin: String) throws(ToolFailure) {
        guard !value.isNaN else { throw ToolFailure("\(origin) is not a real number") }
        guard value.isFinite else { throw ToolFailure("\(origin) is too large") }
        if value.magnitude < 9_007_199_254_740_992, let whole = Int128(exactly: value) {
            self = .integer(whole)
        } else {
            self = .real(value)
        }
    }

    var double: Double {
        switch self {
        case .integer(let value): Double(value)
        case .real(let value): value
        }
    }

    var negated: ExactNumber {
        switch self {
        case .integer(let value): value == .min ? .real(-Double(value)) : .integer(-value)
        case .real(let value): .real(-value)
        }
    }

    func plus(_ other: ExactNumber) throws(ToolFailure) -> ExactNumber {
        if case .integer(let left) = self, case .integer(let right) = other {
            let (sum, overflow) = left.addingReportingOverflow(right)
            if !overflow { return .integer(sum) }
        }
        return try ExactNumber(double + other.double, "the sum")
    }

    func times(_ other: ExactNumber) throws(ToolFailure) -> ExactNumber {
        if case .integer(let left) = self, case .integer(let right) = other {
            let (product, overflow) = left.multipliedReportingOverflow(by: right)
            if !overflow { return .integer(product) }
        }
        return try ExactNumber(double * other.double, "the product")
    }

    func divided(by other: ExactNumber) throws(ToolFailure) -> ExactNumber {
        guard other.double != 0 else { throw ToolFailure("division by zero") }
        if case .integer(let left) = self, case .integer(let right) = other {
            let (quotient, overflow) = left.dividedReportingOverflow(by: right)
            if !overflow, quotient * right == left { return .integer(quotient) }
        }
        return try ExactNumber(double / other.double, "the quotient")
    }

    /// What is left of a division towards zero: it has the sign of the dividend.
    func remainder(by other: ExactNumber) throws(ToolFailure) -> ExactNumber {
        guard other.double != 0 else { throw ToolFailure("remainder of a division by zero") }
        if case .integer(let left) = self, case .integer(let right) = other {
            return .integer(left.remainderReportingOverflow(dividingBy: right).partialValue)
        }
        return try ExactNumber(double.truncatingRemainder(dividingBy: other.double), "the remainder")
    }

    func power(_ exponent: ExactNumber) throws(ToolFailure) -> ExactNumber {
        if double == 0, exponent.double < 0 { throw ToolFailure("zero to a negative power is a division by zero") }
        if case .integer(let base) = self, case .integer(let times) = exponent, times >= 0,
            let exact = Self.power(base, times)
        {
            return .integer(exact)
        }
        return try ExactNumber(pow(double, exponent.double), "the power")
    }

    /// Squares and multiplies; nil when it does not fit.
    private static func power(_ base: Int128, _ exponent: Int128) -> Int128? {
        var result: Int128 = 1
        var square = base
        var rest = exponent
        while true {
            if rest & 1 == 1 {
                let (product, overflow) = result.multipliedReportingOverflow(by: square)
                guard !overflow else { return nil }
                result = product
            }
            rest >>= 1
            guard rest > 0 else { return result }
            let (next, overflow) = square.multipliedReportingOverflow(by: square)
            guard !overflow else { return nil }
            square = next
        }
    }
}

extension ExactNumber: CustomStringConvertible {
    var description: String {
        switch self {
        case .integer(let value): String(value)
        case .real(let value): String(value)
        }
    }
}
