import Foundation
import Planning
import Testing

/// Strategies that draft whole answers, from the command line.
struct ThoughtRunTests {
    @Test(arguments: ["scot", "self-consistency", "pdr", "best-of-n"])
    func aRunSaysWhichDraftItTookAndWhy(strategy: String) async throws {
        let outrider = try OutriderProcess()
        let run = try await outrider(
            "run", RunTests.task, "--strategy", strategy, "--drafts", "2", "--seed", "1", "--json"
        ).json
        #expect(run["status"] == "finished")
        #expect(run["guarantee"] == "lossy")
        #expect(run["strategy"]?.string == strategy)
        let selections = try #require(run["selections"]?.array)
        #expect(selections.count == 1)
        let reason = try #require(selections[0]["reason"]?.string)
        let shown = try await outrider("show", try #require(run["run"]?.string))
        #expect(shown.output.contains("taken: \(reason)"), "\(shown.output)")
        #expect(shown.output.contains("lossy"))
    }

    @Test(arguments: [
        (["--strategy", "dsp", "--drafts", "3"], "drafts none"),
        (["--strategy", "scot", "--drafts", "0"], "between 1 and 64"),
        (["--strategy", "scot", "--depth", "2"], "never rides ahead"),
    ])
    func flagsThatDoNotFitAreRefused(flags: [String], words: String) async throws {
        let result = try await OutriderProcess().start(["run", RunTests.task] + flags).result()
        #expect(result.status == 64)
        #expect(result.errors.contains(words), "\(result.errors)")
    }
}
