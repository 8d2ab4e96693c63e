/// What calls cost, on every basis at once, so that the basis can be chosen when it is known.
struct CallWork: Sendable, Hashable, Codable {
    var dollars = 0.0
    var tokens = 0.0
    var seconds = 0.0

    init() {}

    init(_ figures: CallFigures) {
        dollars = Self.sane(figures.dollars ?? 0)
        tokens = Self.sane(Double(max(figures.promptTokens, 0)) + Double(max(figures.generatedTokens, 0)))
        seconds = Self.sane(figures.seconds)
    }

    subscript(basis: CostBasis) -> Double {
        switch basis {
        case .dollars: dollars
        case .tokens: tokens
        case .seconds: seconds
        }
    }

    static func += (left: inout CallWork, right: CallWork) {
        left.dollars += right.dollars
        left.tokens += right.tokens
        left.seconds += right.seconds
    }

    /// No call is worth more than a billion of anything; whatever says so is broken.
    static func sane(_ value: Double) -> Double {
        value.isFinite ? min(max(value, 0), 1e9) : 0
    }
}
