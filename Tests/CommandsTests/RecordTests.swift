import Foundation
import LoopbackServer
import Planning
import Testing

/// What can be asked about past runs, and about the set-up.
struct RecordTests {
    @Test func runsShowAndSpendTellTheSameStory() async throws {
        let plan = try PlanServer()
        defer { plan.server.stop() }
        let outrider = try OutriderProcess(config: plan.config)
        let run = try await outrider("run", "a task", "--depth", "2", "--json").json
        let name = try #require(run["run"]?.string)

        let shown = try await outrider("show", String(name.prefix(12)), "--json").json
        #expect(shown == run)
        let calls = try await outrider("show", name, "--calls", "--json").json.array ?? []
        let sum = calls.reduce(0) { $0 + ($1["cost_usd"]?.double ?? 0) }
        #expect(abs(sum - (run["cost_usd"]?.double ?? -1)) < 1e-9)
        let spend = try await outrider("spend", "--by", "role,outcome", "--json").json.array ?? []
        #expect(abs(spend.reduce(0) { $0 + ($1["cost_usd"]?.double ?? 0) } - sum) < 1e-9)
        #expect(Set(spend.compactMap { $0["role"]?.string }) == ["drafter", "verifier"])

        let text = try await outrider("show", name, "--calls")
        #expect(text.output.contains("Image Super-Resolution"))
        #expect(text.output.contains("local/big"))
    }

    @Test func withoutRunsTheCommandsSaySo() async throws {
        let outrider = try OutriderProcess()
        let result = try await outrider("runs")
        #expect(result.status != 0 || result.errors.contains("no runs yet"))
        #expect(!result.errors.isEmpty)
    }

    @Test func keysAreStoredForTheirOwnerAloneAndNeverShown() async throws {
        let outrider = try OutriderProcess()
        let stored = try await outrider("keys", "set", "openai", input: "sk-abcdefghijkl-9876\n")
        #expect(stored.status == 0, "\(stored.errors)")
        let list = try await outrider("keys", "list")
        #expect(list.output.contains("…9876"))
        #expect(!(list.output + stored.output + stored.errors).contains("abcdef"))
        let file = outrider.home.appending(path: "keys/openai").path
        let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try await outrider("keys", "set", "openai", input: "\n").status == 77)
    }

    @Test func theSettingsSayWhereTheyComeFrom() async throws {
        var outrider = try OutriderProcess(config: "defaults:\n  lambda: 0.7\n")
        outrider.environment["OUTRIDER_MAX_STEPS"] = "9"
        let result = try await outrider("config", "show", "--origin")
        #expect(result.status == 0, "\(result.errors)")
        let lines = result.output.split(separator: "\n")
        #expect(lines.contains { $0.contains("lambda") && $0.contains("0.7") && $0.contains("config.yaml:2") })
        #expect(lines.contains { $0.contains("max_steps") && $0.contains("OUTRIDER_MAX_STEPS") })
        #expect(lines.contains { $0.contains("strategy") && $0.contains("dsp") && $0.contains("built") })
    }

    @Test func modelsAgentsAndTheDoctorAnswer() async throws {
        let outrider = try OutriderProcess()
        #expect(try await outrider("models").output.contains("engine/blocksworld-optimal"))
        #expect(try await outrider("agents").output.contains("openagi"))
        #expect(try await outrider("agents", "math").output.contains("name: math"))
        let doctor = try await outrider("doctor")
        #expect(doctor.status == 0, "\(doctor.output)")
        #expect(doctor.output.contains("settings"))
    }

    @Test func theManualNamesEveryCommandAndOption() async throws {
        let outrider = try OutriderProcess()
        let manual = try await outrider("man").output
        for word in ["outrider run", "outrider resume", "outrider keys set", "-lambda", "-max-cost", "EXIT STATUS"] {
            #expect(manual.contains(word))
        }
        for shell in ["bash", "zsh", "fish"] {
            #expect(try await outrider("completions", shell).output.contains("outrider"))
        }
    }
}
