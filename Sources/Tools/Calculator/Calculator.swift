import Planning

/// Computes an expression.
struct Calculator: Tool {
    let description = ToolDescription(
        "calculator",
        "Computes an expression of numbers, + - * / % ^, parentheses and the functions sqrt, abs, min, max, round, "
            + "floor, ceil, ln and exp. Whole numbers are computed exactly.",
        [.text("expression", "such as (2 + 3) * sqrt(16)")], effect: .pure)

    func run(_ arguments: ToolArguments) async throws -> String {
        try Expression.value(of: arguments.string("expression")).description
    }
}
