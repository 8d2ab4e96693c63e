import Agents
import Documents
import Planning
import Testing

struct SearchSettingsTests {
    private func settings(_ section: String) throws -> SearchSettings {
        try Samples.tagged(extra: section).strategies.srm
    }

    @Test func anAgentMaySayHowToSearch() throws {
        #expect(try settings("") == SearchSettings())
        #expect(try settings("strategy: {srm: {}}") == SearchSettings())
        let full = try settings(
            "strategy: {srm: {search: mcts, width: 2, candidates: 8, temperature: 0.7, proposer: verifier, "
                + "verification: all, floor: 0.2, consistency: 0.4, goal: 0.6, expansions: 50, patience_s: 5, "
                + "directives: [slowly, \" fast \"]}}")
        #expect(
            full
                == SearchSettings(
                    search: .mcts, width: 2, candidates: 8, temperature: 0.7, proposer: .verifier, verification: .all,
                    floor: 0.2, consistency: 0.4, goal: 0.6, expansions: 50, patience: 5,
                    directives: ["slowly", "fast"]))
    }

    @Test(arguments: [
        ("search: bream", "did you mean “beam”?"), ("width: 0", "from 1 to 1000"), ("candidates: 65", "from 1 to 64"),
        ("floor: 2", "from 0.0 to 1.0"), ("verification: some", "none, doubtful, all"), ("widht: 3", "“width”"),
        ("patience: 5", "did you mean “patience_s”?"),
        ("directives: slowly", "a list"),
    ]) func whatCannotBeIsSaid(section: String, expected: String) throws {
        let error = #expect(throws: DocumentError.self) { try settings("strategy: {srm: {\(section)}}") }
        #expect(error?.description.contains(expected) == true, "\(error?.description ?? "")")
    }
}
