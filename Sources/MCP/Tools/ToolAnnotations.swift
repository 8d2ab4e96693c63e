import Planning

/// What a server says of one of its tools. Hints by a stranger: they count only where the operator trusts the server.
/// What is not said has the value that claims least.
public struct ToolAnnotations: Sendable, Hashable {
    /// The tool changes nothing.
    public let readOnly: Bool
    /// The tool may destroy what is there.
    public let destructive: Bool
    /// Doing it twice has no further effect.
    public let idempotent: Bool
    /// It deals with things and people outside of the server's own world.
    public let openWorld: Bool

    /// - Parameter json: the annotations of a tool; nil where it has none.
    init(_ json: JSONValue?) {
        readOnly = json?["readOnlyHint"]?.bool ?? false
        destructive = json?["destructiveHint"]?.bool ?? true
        idempotent = json?["idempotentHint"]?.bool ?? false
        openWorld = json?["openWorldHint"]?.bool ?? true
    }

    /// What a call can do to the world, if the hints are true. Adding something is not undone by dropping a draft, so
    /// that a tool which destroys nothing is of no better class than one which does.
    var effect: EffectClass {
        if readOnly { return .readOnly }
        return idempotent ? .idempotent : .destructive
    }
}
