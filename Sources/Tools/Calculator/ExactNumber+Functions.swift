import Foundation

extension ExactNumber {
    private static let functions = ["abs", "ceil", "exp", "floor", "ln", "max", "min", "round", "sqrt"]

    /// The value of a function.
    /// - Throws: ``ToolFailure`` for an unknown name, a wrong number of arguments, or no value.
    static func applying(_ name: String, to arguments: [ExactNumber]) throws(ToolFailure) -> ExactNumber {
        let first = arguments[0]
        if name == "min" || name == "max" {
            return arguments.dropFirst().reduce(first) { best, next in
                (name == "min") == next.isLess(than: best) && next != best ? next : best
            }
        }
        guard functions.contains(name) else {
            throw ToolFailure("there is no function “\(name)”; there are \(functions.joined(separator: ", "))")
        }
        guard arguments.count == 1 else { throw ToolFailure("\(name) takes one number, not \(arguments.count)") }
        switch name {
        case "abs": return first.double < 0 ? first.negated : first
        case "round": return try first.rounded(.toNearestOrAwayFromZero)
        case "floor": return try first.rounded(.down)
        case "ceil": return try first.rounded(.up)
        case "exp": return try ExactNumber(exp(first.double), "exp(\(first))")
        case "ln":
            guard first.double > 0 else { throw ToolFailure("ln takes a positive number, not \(first)") }
            return try ExactNumber(log(first.double), "ln(\(first))")
        default: return try first.squareRoot()
        }
    }

    private func isLess(than other: ExactNumber) -> Bool {
        if case .integer(let left) = self, case .integer(let right) = other { return left < right }
        return double < other.double
    }

    private func rounded(_ rule: FloatingPointRoundingRule) throws(ToolFailure) -> ExactNumber {
        guard case .real(let value) = self else { return self }
        return try ExactNumber(value.rounded(rule), "the rounded number")
    }

    private func squareRoot() throws(ToolFailure) -> ExactNumber {
        guard double >= 0 else { throw ToolFailure("sqrt takes no negative number, and \(self) is one") }
        let root = double.squareRoot()
        // The root of a square is exact, also where a double is too coarse: one step of Newton's
        // method brings it from there to the nearest whole number.
        if case .integer(let square) = self, square > 0, let near = Int128(exactly: root.rounded()), near > 0 {
            let refined = (near + square / near) / 2
            if refined.multipliedReportingOverflow(by: refined) == (square, false) { return .integer(refined) }
        }
        return try ExactNumber(root, "the root")
    }
}
