/// What a price charges for, by the names that configurations and price files use.
public enum PricePart: String, Sendable, Hashable, CaseIterable, Codable {
    /// Prompt tokens not read from a cache.
    case input
    /// Prompt tokens read from a cache.
    case cacheRead = "cache_read"
    /// Prompt tokens written to a cache, for minutes.
    case cacheWrite = "cache_write"
    /// Prompt tokens written to a cache for an hour.
    case cacheWriteHour = "cache_write_1h"
    /// Generated tokens.
    case output
    /// Generated tokens that are reasoning.
    case reasoning
    /// The request itself; dollars, where the others are dollars per million tokens.
    case request

    /// The part that it is charged like where nothing else is said.
    public var kind: PricePart? {
        switch self {
        case .cacheRead, .cacheWrite: .input
        case .cacheWriteHour: .cacheWrite
        case .reasoning: .output
        case .input, .output, .request: nil
        }
    }

    /// Where a price has it.
    fileprivate var figure: WritableKeyPath<Price, Int64> {
        switch self {
        case .input: \.input
        case .cacheRead: \.cacheRead
        case .cacheWrite: \.cacheWrite
        case .cacheWriteHour: \.cacheWriteHour
        case .output: \.output
        case .reasoning: \.reasoning
        case .request: \.request
        }
    }
}

extension Price {
    /// What is charged for a part.
    public subscript(part: PricePart) -> Int64 {
        get { self[keyPath: part.figure] }
        set { self[keyPath: part.figure] = newValue }
    }

    /// A price by its parts; nil without `input` or `output`. What else is missing is charged like what it is a kind of.
    public init?(_ parts: [PricePart: Int64]) {
        guard let input = parts[.input], let output = parts[.output] else { return nil }
        self.init(
            input: input, output: output, cacheRead: parts[.cacheRead], cacheWrite: parts[.cacheWrite],
            cacheWriteHour: parts[.cacheWriteHour], reasoning: parts[.reasoning], request: parts[.request] ?? 0)
    }

    /// The parts that say something: those that are charged like what they are a kind of are left out.
    public var parts: [PricePart: Int64] {
        PricePart.allCases.reduce(into: [:]) { parts, part in
            let value = self[part]
            let usual = part.kind.map { self[$0] } ?? (part == .request ? 0 : nil)
            if value != usual { parts[part] = value }
        }
    }
}
