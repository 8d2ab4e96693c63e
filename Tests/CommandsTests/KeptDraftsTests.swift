import Foundation
import Planning
import Testing

/// Strategies in which drafts stand without the verifier, from the command line.
struct KeptDraftsTests {
    private static let task =
        "c on a, a on table, b on table, d on b -> a on b, b on c, c on d"

    @Test func aRunSaysWhatItKeptAndWhatIsKnownOfTheLoss() async throws {
        let outrider = try OutriderProcess()
        let run = try await outrider(
            "run", Self.task, "--strategy", "delegate", "--audit-every", "1", "--seed", "1", "--json"
        ).json
        #expect(run["guarantee"]?.string == "lossy")
        #expect(run["strategy"]?.string == "delegate")
        let keeping = try #require(run["keeping"])
        let kept = try #require(keeping["kept"]?.integer)
        #expect(kept > 0)
        #expect(keeping["audited"]?.integer == kept)
        #expect(keeping["loss"] == keeping["loss_low"])

        let name = try #require(run["run"]?.string)
        let shown = try await outrider("show", name)
        #expect(shown.output.contains("kept: it goes straight on; audited: the verifier"), "\(shown.output)")
        #expect(shown.output.contains("steps stand without the verifier"))
        let decisions = try await outrider("show", name, "--decisions", "--json").json.array ?? []
        #expect(decisions.contains { $0["draft"]?.string == "kept" && $0["audit_agrees"] != .null })
        #expect(try await outrider("show", name, "--json").json == run)
    }

    @Test func aDrafterThatCannotSayHowSureItIsIsRefusedAtOnce() async throws {
        let config = """
            providers: {lab: {base_url: "http://127.0.0.1:9/v1"}}
            models: {lab/big: {price: {input: 1, output: 1}}}
            """
        let outrider = try OutriderProcess(config: config)
        let run = try await outrider(
            "run", Self.task, "--strategy", "cascade", "--drafter", "lab/small", "--verifier", "lab/big")
        #expect(run.status == 78)
        #expect(run.errors.contains("capability missing"), "\(run.errors)")
        #expect(run.errors.contains("lab/small gives no log-probabilities"))
    }

    @Test func confidenceOfTheTrainedDrafterSparesTheVerifier() async throws {
        let outrider = try OutriderProcess()
        let run = try await outrider(
            "run", Self.task, "--engine", "neural", "--strategy", "cascade", "--audit-every", "0", "--json"
        ).json
        let keeping = try #require(run["keeping"])
        #expect((keeping["kept"]?.integer ?? 0) > 0)
        #expect(keeping["loss"] == .null)
    }

    @Test(arguments: [
        (["--strategy", "dsp", "--threshold", "0.5"], "--strategy rsd"),
        (["--strategy", "cascade", "--weighting", "clip"], "--strategy rsd"),
        (["--strategy", "sequential", "--audit-every", "3"], "rsd, cascade, delegate"),
        (["--strategy", "rsd", "--controller", "dsp"], "follows from λ"),
        (["--strategy", "rsd", "--threshold", "1.5"], "between 0 and 1"),
        (["--strategy", "rsd", "--audit-every", "-1"], "audit-every"),
    ])
    func flagsThatDoNotFitAreRefused(flags: [String], words: String) async throws {
        let outrider = try OutriderProcess()
        let result = try await outrider.start(["run", Self.task] + flags).result()
        #expect(result.status == 64, "\(result.errors)")
        #expect(result.errors.contains(words), "\(result.errors)")
    }
}
