import Documents

extension StyleChoice {
    /// Reads `drafter` or `verifier`: a style's name, or a mapping with the style and its rounds.
    init(_ node: DocumentNode) throws(DocumentError) {
        if case .scalar = node.content {
            self.init(try node.choice(of: Name.self))
            return
        }
        let mapping = try node.mapping(allowing: ["style", "rounds"])
        let name = try mapping.required("style", expected: Name.allCases.map(\.rawValue).joined(separator: ", "))
            .choice(of: Name.self)
        if name != .debate, let node = mapping["rounds"] {
            throw node.error("only a debate has rounds", expected: "style: debate, or nothing here")
        }
        self.init(name, rounds: try mapping["rounds"]?.int(in: 0...Self.maxRounds) ?? 1)
    }
}

extension AgentLimits {
    /// Reads `limits`; what it leaves out is 30 steps, 1,024 tokens and 3 attempts.
    init(_ node: DocumentNode?) throws(DocumentError) {
        let mapping = try node?.mapping(allowing: ["max_steps", "max_output", "attempts"])
        maxSteps = try mapping?["max_steps"]?.int(in: 1...100_000) ?? 30
        maxOutput = try mapping?["max_output"]?.int(in: 1...1_000_000) ?? 1024
        attempts = try mapping?["attempts"]?.int(in: 1...20) ?? 3
    }
}

extension AgentSampling {
    /// Reads `sampling`; what it leaves out is left to the provider.
    init(_ node: DocumentNode?) throws(DocumentError) {
        let mapping = try node?.mapping(allowing: ["temperature", "top_p"])
        temperature = try mapping?["temperature"]?.double(in: 0...2)
        topP = try mapping?["top_p"]?.double(in: 0...1)
    }
}
