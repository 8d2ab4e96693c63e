/// An argument of a call that an HTTP header repeats, because the tool's schema says so.
struct MirroredArgument: Sendable, Hashable {
    /// The part of the header's name that follows `Mcp-Param-`.
    let name: String
    /// The value as a header has it.
    let value: String
}
