import Foundation
import Planning
import Testing

struct RewardChoiceTests {
    @Test(arguments: [
        ("judge:openai/gpt-4.1-mini", RewardChoice.judge("openai/gpt-4.1-mini")),
        ("judge:ollama/qwen2.5:7b", .judge("ollama/qwen2.5:7b")),
        ("served:prm/Qwen/PRM-7B", .served("prm/Qwen/PRM-7B")),
        ("learned", .learned), ("environment", .environment), ("trained", .trained),
        (#"rule:/answer: \d+/"#, .pattern(#"answer: \d+"#)), ("rule:check", .program(["check"])),
        ("rule:./check --strict", .program(["./check", "--strict"])),
        ("rule:/usr/bin/check", .program(["/usr/bin/check"])), ("rule:/a:b/", .pattern("a:b")),
    ])
    func aChoiceIsReadAndWrittenTheSameWay(text: String, choice: RewardChoice) throws {
        #expect(RewardChoice(text) == choice)
        #expect(choice.description == text)
        let coded = try JSONDecoder().decode(RewardChoice.self, from: JSONEncoder().encode(choice))
        #expect(coded == choice)
    }

    @Test(arguments: [
        "", "judge", "judge:", "served:", "rule:", "rule://", "rule: ", "learned:x", "trained:", "Judge:a/b",
    ])
    func whatIsNoneIsRefused(text: String) {
        #expect(RewardChoice(text) == nil)
    }
}
