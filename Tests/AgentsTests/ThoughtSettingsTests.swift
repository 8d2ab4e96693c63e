import Agents
import Documents
import Planning
import Testing

struct ThoughtSettingsTests {
    private func settings(_ strategy: String) throws -> StrategySettings {
        try Samples.tagged(extra: "strategy: \(strategy)").strategies
    }

    @Test func anAgentSaysHowThoughtsAreDraftedAndChosen() throws {
        let settings = try settings(
            """
            {scot: {drafts: auto, temperature: 0.9, directives: [Be quick], brevity: 200, agreement: 0.6, soundness: 0.7,
             race: always, draft_is_right: 0.5, draft_cost: 0.2, patience_s: 5},
             best_of_n: {drafts: 3, combination: product, judged: true},
             self_consistency: {certainty: 0.1}, pdr: {workspace: 300}}
            """)
        #expect(
            settings.scot
                == ThoughtSettings(
                    drafting: DraftingSettings(drafts: nil, temperature: 0.9, directives: ["Be quick"], brevity: 200),
                    agreement: 0.6, soundness: 0.7, race: .always, draftIsRight: 0.5, draftCost: 0.2, patience: 5))
        #expect(settings.bestOfN.drafting.drafts == 3)
        #expect(settings.bestOfN.combination == .product)
        #expect(settings.bestOfN.isJudged)
        #expect(settings.selfConsistency.certainty == 0.1)
        #expect(settings.pdr.workspace == 300)
    }

    @Test func whatIsLeftOutStaysAsItIs() throws {
        #expect(try Samples.tagged().strategies == StrategySettings())
        #expect(try settings("{scot: {}}") == StrategySettings())
    }

    @Test(arguments: [
        "{scot: {drafts: 0}}", "{scot: {drafts: many}}", "{best_of_n: {drafts: auto}}", "{scot: {agreement: 2}}",
        "{scot: {race: perhaps}}", "{scot: {dratfs: 5}}", "{pdr: {workspace: 0}}", "{sctot: {}}",
        "{self_consistency: {certainty: .nan}}", "{best_of_n: {judged: 3}}",
    ])
    func whatCannotBeUsedIsAnError(strategy: String) {
        #expect(throws: DocumentError.self) { try settings(strategy) }
    }

    @Test func everyDraftButTheFirstIsToldAWayInTurn() {
        let settings = DraftingSettings(directives: ["a", "b"], brevity: 9)
        #expect(settings.guidance(forDraft: 0) == "Take at most 9 tokens of reasoning.")
        #expect(settings.guidance(forDraft: 1) == "a Take at most 9 tokens of reasoning.")
        #expect(settings.guidance(forDraft: 3) == settings.guidance(forDraft: 1))
        #expect(DraftingSettings(directives: []).guidance(forDraft: 3) == nil)
    }
}
