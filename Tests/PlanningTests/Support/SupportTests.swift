import Foundation
import Planning
import Testing

struct SupportTests {
    @Test func aSecretShowsItselfNowhere() {
        let secret = Secret("sk-very-long-and-secret-1234")
        var dumped = ""
        dump(secret, to: &dumped)
        for text in ["\(secret)", secret.debugDescription, String(reflecting: secret), dumped, "\([secret])"] {
            #expect(!text.contains("very"))
        }
        #expect(secret.hint == "…1234")
        #expect(Secret("short").hint == "…")
    }

    @Test func runNamesSortByTimeAndReadBack() throws {
        var generator = SeededGenerator(seed: 1)
        let names = (0..<50).map { RunID(milliseconds: 1_700_000_000_000 + $0, using: &generator) }
        #expect(names == names.sorted())
        #expect(Set(names).count == 50)
        let name = try #require(names.first)
        #expect(RunID(name.description.lowercased()) == name)
        #expect(RunID("not a run") == nil)
    }

    @Test(arguments: [0, -1, .min] as [Int64]) func aRunThatBeginsBeforeAllTimeHasANameToo(milliseconds: Int64) {
        var generator = SeededGenerator(seed: 1)
        let name = RunID(milliseconds: milliseconds, using: &generator)
        #expect(name.description.hasPrefix("0000000000"))
        #expect(RunID(name.description) == name)
    }

    @Test(arguments: [
        (Duration.milliseconds(340), "340 ms"), (.milliseconds(4_200), "4.2 s"), (.seconds(5), "5 s"),
        (.seconds(300), "5 min"), (.seconds(725), "12 min 5 s"), (.seconds(7_380), "2 h 3 min"),
    ])
    func durationsAreWrittenForPeople(duration: Duration, text: String) {
        #expect(duration.spoken == text)
    }

    @Test(arguments: ["openai/gpt-4.1", "openrouter/meta/llama-3"]) func aModelNameHasAProvider(text: String) throws {
        let id = try #require(ModelID(text))
        #expect(id.description == text)
        #expect(!id.provider.contains("/"))
    }

    @Test(arguments: ["gpt-4", "/x", "x/", ""]) func aNameWithoutBothPartsIsNoModel(text: String) {
        #expect(ModelID(text) == nil)
    }
}
