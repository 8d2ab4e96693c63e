import Documents
import Planning

extension DraftingSettings {
    /// The keys that all strategies share which draft whole answers.
    fileprivate static let keys = ["drafts", "temperature", "directives", "brevity"]

    /// Takes what `mapping` says of drafting.
    /// - Parameter isLambdaAllowed: whether the number of drafts may be left to λ.
    fileprivate mutating func read(_ mapping: DocumentMapping, isLambdaAllowed: Bool = false) throws(DocumentError) {
        if let node = mapping["drafts"] {
            if isLambdaAllowed, case .scalar("auto", _) = node.content {
                drafts = nil
            } else {
                drafts = try node.int(in: 1...Self.mostDrafts)
            }
        }
        temperature = try mapping["temperature"]?.double(in: 0...2) ?? temperature
        directives = try mapping["directives"].map { node throws(DocumentError) in try node.texts() } ?? directives
        brevity = try mapping["brevity"]?.int(in: 1...1_000_000) ?? brevity
    }
}

extension ThoughtSettings {
    /// Reads `strategy.scot`.
    init(_ node: DocumentNode?) throws(DocumentError) {
        self.init()
        let keys = ["agreement", "soundness", "race", "draft_is_right", "draft_cost", "patience_s"]
        guard let mapping = try node?.mapping(allowing: DraftingSettings.keys + keys) else { return }
        try drafting.read(mapping, isLambdaAllowed: true)
        agreement = try mapping["agreement"]?.double(in: 0...1) ?? agreement
        soundness = try mapping["soundness"]?.double(in: 0...1) ?? soundness
        race = try mapping["race"]?.choice(of: Race.self) ?? race
        draftIsRight = try mapping["draft_is_right"]?.double(in: 0...1) ?? draftIsRight
        draftCost = try mapping["draft_cost"]?.double(in: 0...1000) ?? draftCost
        patience = try mapping["patience_s"]?.double(in: 0.001...86400) ?? patience
    }
}

extension BestOfNSettings {
    /// Reads `strategy.best_of_n`.
    init(_ node: DocumentNode?) throws(DocumentError) {
        self.init()
        let keys = DraftingSettings.keys + ["combination", "judged", "soundness"]
        guard let mapping = try node?.mapping(allowing: keys) else { return }
        try drafting.read(mapping)
        combination = try mapping["combination"]?.choice(of: Combination.self) ?? combination
        isJudged = try mapping["judged"]?.bool() ?? isJudged
        soundness = try mapping["soundness"]?.double(in: 0...1) ?? soundness
    }
}

extension ConsistencySettings {
    /// Reads `strategy.self_consistency`.
    init(_ node: DocumentNode?) throws(DocumentError) {
        self.init()
        guard let mapping = try node?.mapping(allowing: DraftingSettings.keys + ["certainty"]) else { return }
        try drafting.read(mapping)
        certainty = try mapping["certainty"]?.double(in: 0...1) ?? certainty
    }
}

extension RefinementSettings {
    /// Reads `strategy.pdr`.
    init(_ node: DocumentNode?) throws(DocumentError) {
        self.init()
        guard let mapping = try node?.mapping(allowing: DraftingSettings.keys + ["workspace"]) else { return }
        try drafting.read(mapping)
        workspace = try mapping["workspace"]?.int(in: 1...100_000) ?? workspace
    }
}
