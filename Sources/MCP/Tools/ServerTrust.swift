public import Planning

/// How far the operator vouches for a server. Comes from the user's own configuration alone.
public struct ServerTrust: Sendable, Hashable {
    /// Whether what the server says of its tools is believed.
    public var believesAnnotations: Bool
    /// The operator's own word on single tools, which stands above all annotations.
    public var effects: [String: EffectClass]

    /// No trust, unless something is given.
    public init(believesAnnotations: Bool = false, effects: [String: EffectClass] = [:]) {
        self.believesAnnotations = believesAnnotations
        self.effects = effects
    }

    /// What is to be thought of a tool.
    public struct Standing: Sendable, Hashable {
        /// What a call can do to the world.
        public let effect: EffectClass
        /// Whether it may run before the verifier has asked for it.
        public let mayRunEarly: Bool
        /// Why, for people.
        public let reason: String
    }

    /// What is to be thought of the tool `name`, given what its server says of it.
    public func standing(of name: String, _ annotations: ToolAnnotations) -> Standing {
        if let effect = effects[name] {
            let mayRunEarly = effect.mayRunEarly
            return Standing(
                effect: effect, mayRunEarly: mayRunEarly,
                reason: mayRunEarly ? "you vouch for it" : "you call it \(effect.rawValue)")
        }
        guard believesAnnotations else {
            return Standing(effect: .destructive, mayRunEarly: false, reason: "the server is not trusted")
        }
        let effect = annotations.effect
        guard effect.mayRunEarly else {
            return Standing(effect: effect, mayRunEarly: false, reason: "the server does not call it read-only")
        }
        // A read of the web can cost money, leak what is looked for, or set something off.
        guard !annotations.openWorld else {
            return Standing(
                effect: effect, mayRunEarly: false, reason: "it reaches beyond the server, and you have not listed it")
        }
        return Standing(
            effect: effect, mayRunEarly: true, reason: "read-only, closed world, and the server is trusted")
    }
}
