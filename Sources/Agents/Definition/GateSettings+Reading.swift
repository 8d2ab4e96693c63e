import Documents
import Planning

extension RewardGateSettings {
    /// Reads `strategy.rsd`.
    init(_ node: DocumentNode?) throws(DocumentError) {
        self.init()
        let keys = ["weighting", "threshold", "sharpness", "chance", "goal", "audit_every", "patience_s"]
        guard let mapping = try node?.mapping(allowing: keys) else { return }
        weighting = try mapping["weighting"]?.choice(of: Weighting.self) ?? weighting
        threshold = try mapping["threshold"]?.double(in: 0...1) ?? threshold
        sharpness = try mapping["sharpness"]?.double(in: 0...1000) ?? sharpness
        chance = try mapping["chance"]?.double(in: 0...1) ?? chance
        goal = try mapping["goal"].map { node throws(DocumentError) in try Goal(node) } ?? goal
        auditEvery = try mapping["audit_every"]?.int(in: 0...1_000_000) ?? auditEvery
        patience = try mapping["patience_s"]?.double(in: 0.001...86400) ?? patience
    }
}

extension RewardGateSettings.Goal {
    /// Reads `strategy.rsd.goal`: one of `quality`, `verifier_share` and `agreement`, with its number.
    fileprivate init(_ node: DocumentNode) throws(DocumentError) {
        let mapping = try node.mapping(allowing: ["quality", "verifier_share", "agreement"])
        let goals: [Self?] = [
            try mapping["quality"].map { node throws(DocumentError) in .price(quality: try node.double(in: 0...1)) },
            try mapping["verifier_share"].map { node throws(DocumentError) in
                .verifierShare(try node.double(in: 0...1))
            },
            try mapping["agreement"].map { node throws(DocumentError) in .agreement(try node.double(in: 0...1)) },
        ]
        let chosen = goals.compactMap(\.self)
        guard chosen.count == 1, let goal = chosen.first else {
            throw node.error(
                "a threshold has one goal, and this names \(chosen.count)",
                expected: "one of quality, verifier_share and agreement")
        }
        self = goal
    }
}

extension DeferralSettings {
    /// Reads `strategy.cascade`.
    init(_ node: DocumentNode?) throws(DocumentError) {
        self.init()
        let keys = ["price", "reading_loss", "writing_loss", "audit_every", "patience_s"]
        guard let mapping = try node?.mapping(allowing: keys) else { return }
        price = try mapping["price"]?.double(in: 0...1) ?? price
        readingLoss = try mapping["reading_loss"]?.double(in: 0...1) ?? readingLoss
        writingLoss = try mapping["writing_loss"]?.double(in: 0...1) ?? writingLoss
        auditEvery = try mapping["audit_every"]?.int(in: 0...1_000_000) ?? auditEvery
        patience = try mapping["patience_s"]?.double(in: 0.001...86400) ?? patience
    }
}

extension DelegationSettings {
    /// Reads `strategy.delegate`.
    init(_ node: DocumentNode?) throws(DocumentError) {
        self.init()
        let keys = ["doubting", "checking", "reversals", "audit_every", "patience_s"]
        guard let mapping = try node?.mapping(allowing: keys) else { return }
        doubting = try mapping["doubting"].map { node throws(DocumentError) in try node.texts() } ?? doubting
        checking = try mapping["checking"].map { node throws(DocumentError) in try node.texts() } ?? checking
        reversals = try mapping["reversals"]?.int(in: 0...100) ?? reversals
        auditEvery = try mapping["audit_every"]?.int(in: 0...1_000_000) ?? auditEvery
        patience = try mapping["patience_s"]?.double(in: 0.001...86400) ?? patience
    }
}
