/// What can be done with two numbers, in the order in which engines prefer it.
public enum Operation: String, Sendable, Hashable, CaseIterable {
    case times = "*"
    case plus = "+"
    case minus = "-"
    case over = "/"

    /// The name of the tool that does it.
    var tool: String {
        switch self {
        case .times: "multiply"
        case .plus: "add"
        case .minus: "subtract"
        case .over: "divide"
        }
    }

    init?(tool: String) {
        guard let operation = Self.allCases.first(where: { $0.tool == tool }) else { return nil }
        self = operation
    }

    /// What it makes of two positive numbers; nil where that is no positive whole number.
    func result(_ left: Int, _ right: Int) -> Int? {
        switch self {
        case .times: left.multipliedReportingOverflow(by: right).overflow ? nil : left * right
        case .plus: left + right
        case .minus: left > right ? left - right : nil
        case .over: left.isMultiple(of: right) ? left / right : nil
        }
    }
}
