import Documents
import Planning

extension RewardSettings {
    /// Reads `strategy.reward`: the name of a reward model, or a mapping with it and how it is treated.
    init(_ node: DocumentNode) throws(DocumentError) {
        self.init()
        if case .scalar = node.content {
            model = try Self.model(node)
            return
        }
        let mapping = try node.mapping(allowing: ["model", "timeout", "calibration"])
        model = try mapping["model"].map { node throws(DocumentError) in try Self.model(node) }
        if let node = mapping["timeout"] {
            timeout = try node.duration().seconds
            guard timeout > 0 else { throw node.error("nothing can be scored in no time", expected: "such as 30s") }
        }
        calibration = try mapping["calibration"]?.choice(of: Calibration.self) ?? calibration
    }

    private static func model(_ node: DocumentNode) throws(DocumentError) -> RewardChoice {
        let text = try node.string().trimmed
        guard let choice = RewardChoice(text) else {
            throw node.error(
                "“\(text)” is no reward model", expected: "one of \(RewardChoice.forms.joined(separator: ", "))")
        }
        return choice
    }
}
