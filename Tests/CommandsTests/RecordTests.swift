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
        for command in ["runs", "spend"] {
            let result = try await outrider(command)
            #expect(result.status == 0)
            #expect(result.output.isEmpty)
            #expect(result.errors.contains("yet"))
            #expect(try await outrider(command, "--json").json == [])
        }
        // Who names a file means that file.
        #expect(try await outrider("runs", "--database", "elsewhere.db").status == 78)
    }

    @Test func aRunThatGoesOnIsShownAsOne() async throws {
        // So that it still goes on when it is looked at, however slow this machine is.
        let plan = try PlanServer(lastAnswered: 1)
        defer { plan.server.stop() }
        let outrider = try OutriderProcess(config: plan.config)
        let started = try outrider.start(["run", "a task", "--jsonl", "--depth", "2"])
        _ = await started.output { $0.contains(#""event":"committed""#) }
        let name = try #require(try await outrider("runs", "--json").json.array?.first?["run"]?.string)
        let shown = try await outrider("show", name)
        started.send(SIGINT)
        _ = try await started.result()
        #expect(shown.output.contains("running: "), "\(shown.output)")
        #expect(shown.output.contains("it goes on at this moment"))
        #expect(!shown.output.contains("outrider resume"))
        #expect(try await outrider("show", name).output.contains("outrider resume \(name)"))
    }

    @Test func whatATaskSaysCannotSteerTheTerminal() async throws {
        let outrider = try OutriderProcess()
        let task = "a on table\u{1b}[2J\u{7}; b on table -> a on b"
        _ = try await outrider("run", "--agent", "math", task, "--drafter", "openai/x", "--verifier", "openai/y")
        let name = try #require(try await outrider("runs", "--json").json.array?.first?["run"]?.string)
        let shown = try await outrider("show", name).output + (try await outrider("runs").output)
        #expect(shown.contains("a on table [2J"))
        #expect(!shown.contains("\u{1b}") && !shown.contains("\u{7}"))
    }

    @Test func aTaskOfAHundredKilobytesIsKeptWholeAndListedShort() async throws {
        let outrider = try OutriderProcess()
        let task = String(repeating: "a on table, ", count: 8000) + "b on table -> a on b"
        let result = try await outrider("run", "-", "--quiet", input: task)
        #expect(result.output == "2 moves: pick up a; stack a on b\n", "\(result.errors)")
        #expect(try await outrider("runs", "--json").json.array?.first?["task"]?.string == task)
        let lines = try await outrider("runs").output.split(separator: "\n")
        #expect(lines.allSatisfy { $0.count < 320 })
    }

    @Test func theDoctorNamesWhatIsWrong() async throws {
        var outrider = try OutriderProcess(config: "tools:\n  root: ./nowhere\n")
        outrider.environment["SSL_CERT_FILE"] = outrider.home.appending(path: "config.yaml").path
        let doctor = try await outrider("doctor")
        #expect(doctor.status == 78)
        #expect(doctor.output.contains("which is no folder that can be read"))
        #expect(doctor.output.contains("holds no certificate in PEM form"))
        #expect(doctor.output.contains("libcurl/") && doctor.output.contains("SQLite 3."))
    }

    @Test func theDoctorFindsADamagedRecord() async throws {
        let outrider = try OutriderProcess()
        _ = try await outrider("run", RunTests.task, "--quiet")
        #expect(try await outrider("doctor").output.contains("undamaged"))
        // Every page but the first, which holds the schema.
        let file = URL(filePath: outrider.database)
        var bytes = try Data(contentsOf: file)
        for index in stride(from: 4096, to: bytes.count, by: 512) { bytes[index] = 0xff }
        try bytes.write(to: file)
        let doctor = try await outrider("doctor")
        #expect(doctor.status == 78, "\(doctor.output)")
        #expect(doctor.output.contains("damaged"))
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
