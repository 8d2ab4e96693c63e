import Documents
import Planning

extension SearchSettings {
    /// Reads `strategy: {srm: …}`; what it leaves out stays as it is by default.
    init(_ node: DocumentNode?) throws(DocumentError) {
        self.init()
        guard
            let mapping = try node?.mapping(allowing: [
                "search", "width", "candidates", "temperature", "proposer", "verification", "floor", "consistency",
                "goal", "expansions", "patience_s", "directives",
            ])
        else { return }
        search = try mapping["search"]?.choice(of: Order.self) ?? search
        width = try mapping["width"]?.int(in: Self.widths) ?? width
        candidates = try mapping["candidates"]?.int(in: Self.candidateCounts) ?? candidates
        temperature = try mapping["temperature"]?.double(in: 0...2) ?? temperature
        proposer = try mapping["proposer"]?.choice(of: Proposer.self) ?? proposer
        verification = try mapping["verification"]?.choice(of: Verification.self) ?? verification
        floor = try mapping["floor"]?.double(in: 0...1) ?? floor
        consistency = try mapping["consistency"]?.double(in: 0...1) ?? consistency
        goal = try mapping["goal"]?.double(in: 0...1) ?? goal
        expansions = try mapping["expansions"]?.int(in: 1...100_000) ?? expansions
        patience = try mapping["patience_s"]?.double(in: 0.001...86_400) ?? patience
        directives = try mapping["directives"].map { node throws(DocumentError) in try node.texts() } ?? directives
    }
}
