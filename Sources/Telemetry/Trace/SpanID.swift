public import Planning

/// The name of a trace: the 128 bits of the run's name, so that each can be found by the other.
public struct TraceID: Sendable, Hashable {
    /// 32 hexadecimal digits in lower case.
    public let hexadecimal: String

    /// The trace of a run. A run whose bits are all zero, which no trace may have, gets the name 1.
    public init(_ run: RunID) {
        let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        let value = run.description.reduce(UInt128(0)) { value, character in
            value << 5 | UInt128(alphabet.firstIndex(of: character) ?? 0)
        }
        let digits = String(max(value, 1), radix: 16)
        hexadecimal = String(repeating: "0", count: 32 - digits.count) + digits
    }
}

/// The name of a span within its trace: a hash of the run and of what the span is about, so that the
/// same run gives the same names whenever and wherever it is exported.
public struct SpanID: Sendable, Hashable {
    /// 16 hexadecimal digits in lower case.
    public let hexadecimal: String

    /// The span of the run itself.
    public static func run(_ run: RunID) -> SpanID { SpanID(run, "run", 0) }
    /// The span of a round.
    public static func round(_ number: Int, of run: RunID) -> SpanID { SpanID(run, "round", number) }
    /// The span of a call.
    public static func call(_ call: CallID, of run: RunID) -> SpanID { SpanID(run, "call", call.number) }
    /// The span of an execution.
    public static func execution(_ number: Int, of run: RunID) -> SpanID { SpanID(run, "execution", number) }

    private init(_ run: RunID, _ kind: String, _ number: Int) {
        let hash = StableHash("\(run) \(kind) \(number)".utf8)
        // Zero is no name.
        hexadecimal = hash.value == 0 ? "0000000000000001" : hash.hexadecimal
    }
}
