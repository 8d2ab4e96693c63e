import Foundation
import LoopbackServer
import Planning
import Processes
import Testing

/// Runs whose models are behind a server that is started for them.
@Suite(.enabled(if: ModelServer.python != nil)) struct EngineRunTests {
    static let plan = PlanServer.plan.dropLast().joined(separator: "\n") + "\n"

    @Test func aRunStartsItsServerAndTheNextOneFindsIt() async throws {
        let server = try ModelServer(["--loads-until", "HOME/now", "--slots", "4"])
        let run = try server.outrider.start(["run", "a task"])
        try await eventually { try run.errors.contains("“here” is loading its model") }
        try server.touch("now")
        let first = try await run.result()
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.output == Self.plan)
        #expect(first.errors.contains("“here” is ready after"), "\(first.errors)")
        let pid = try #require(try await server.status["pid"]?.integer)
        #expect(try await server.status["state"] == "ready")
        #expect(try await server.status["users"] == 0)
        #expect(try await server.status["slots"] == 4)
        let second = try await server.outrider("run", "a task", "--json")
        #expect(try second.json["status"] == "finished")
        #expect(try second.json["cost_usd"] == 0, "it is there, and it is nothing")
        #expect(second.errors.isEmpty, "\(second.errors)")
        #expect(try await server.status["pid"]?.integer == pid)
        await server.end()
    }

    @Test func runsAtTheSameTimeStartOneServer() async throws {
        let server = try ModelServer(["--loads", "5"])
        let runs = try (0..<3).map { _ in try server.outrider.start(["run", "a task", "--quiet"]) }
        for run in runs {
            let result = try await run.result()
            #expect(result.status == 0, "\(result.errors)")
            #expect(result.output == Self.plan)
        }
        #expect(try server.log.count { $0 == "listening" } == 1)
        await server.end()
    }

    @Test(arguments: ["1", "2"]) func draftsMakeWayForTheVerifier(slots: String) async throws {
        let server = try ModelServer(settings: ["slots: \(slots)"])
        let result = try await server.outrider("run", "a task", "--depth", "3", "--json")
        #expect(result.status == 0, "\(result.errors)")
        let steps = try result.json["steps"]?.array ?? []
        #expect(steps.compactMap { $0["action"]?["tool"]?.string } == PlanServer.plan)
        await server.end()
    }

    @Test func aServerThatCrashesInTheMiddleOfAnAnswerComesBack() async throws {
        let server = try ModelServer(["--crashes", "HOME/crash"])
        try server.touch("crash")
        let result = try await server.outrider("run", "a task", "--strategy", "sequential")
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output == Self.plan)
        #expect(try await server.status["crashes"] == 1)
        #expect(try server.log.count { $0 == "listening" } == 2)
        await server.end()
    }

    @Test func aRunThatIsResumedStartsItsServerAgain() async throws {
        let server = try ModelServer(settings: ["idle_timeout: 0s"])
        let first = try await server.outrider("run", "a task", "--max-steps", "2", "--json")
        #expect(first.status == 3, "\(first.errors)")
        let name = try #require(try first.json["run"]?.string)
        try await eventually { try await server.status["state"] == "stopped" }
        let resumed = try await server.outrider("resume", name, "--max-steps", "9")
        #expect(resumed.status == 0, "\(resumed.errors)")
        #expect(resumed.output == Self.plan)
        await server.end()
    }

    @Test func whatIsTypedWrongStartsNoServer() async throws {
        let server = try ModelServer()
        let result = try await server.outrider("run", "not a problem of blocks", "--agent", "blocksworld")
        #expect(result.status == 65, "\(result.errors)")
        #expect(try await server.status["started"] == nil)
    }

    @Test func itEndsWithTheLastRunIfItIsToldSo() async throws {
        let server = try ModelServer(["--child"], settings: ["idle_timeout: 0s"])
        let result = try await server.outrider("run", "a task", "--quiet")
        #expect(result.status == 0, "\(result.errors)")
        try await eventually { try await server.status["state"] == "stopped" }
        #expect(server.child == nil, "what it has started is gone as well")
    }

    @Test func itsModelsCostTheTimeTheyAreUsed() async throws {
        let server = try ModelServer(more: "models: {here/big: {hourly_rate: 3600}}")
        let result = try await server.outrider("run", "a task", "--strategy", "sequential", "--json")
        let cost = try #require(try result.json["cost_usd"]?.double)
        let seconds = try #require(try result.json["latency_s"]?.double)
        #expect(cost > 0)
        #expect(cost <= seconds, "a dollar a second, and not for the time in which it was started")
        await server.end()
    }

    @Test func theServerSeesNoKeys() async throws {
        let server = try ModelServer(["--environment", "HOME/names"])
        var outrider = server.outrider
        outrider.environment = ["OPENAI_API_KEY": "sk-1", "LLAMA_API_KEY": "sk-2", "LC_ALL": "C"]
        let result = try await outrider("run", "a task", "--quiet")
        #expect(result.status == 0, "\(result.errors)")
        let names = try String(contentsOf: outrider.home.appending(path: "names"), encoding: .utf8)
        #expect(names.contains("LC_ALL"))
        #expect(!names.contains("KEY"))
        #expect(!names.contains("OUTRIDER_HOME"))
        await server.end()
    }

    struct Trouble: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var options: [String] = []
        var settings: [String] = []
        let status: Int32
        let messages: [String]
    }

    static let troubles = [
        Trouble(
            testDescription: "ends with an error", options: ["--fails", "error: no such file: model.gguf"], status: 69,
            messages: ["“here” ended with status 3 before it was ready", "| error: no such file: model.gguf"]),
        Trouble(
            testDescription: "is never ready", options: ["--never-healthy"], settings: ["start_timeout: 500ms"],
            status: 69, messages: ["not ready after 500 ms", "start_timeout"]),
        Trouble(
            testDescription: "never listens", options: ["--binds-after", "HOME/never"],
            settings: ["start_timeout: 500ms"], status: 69, messages: ["not ready after 500 ms"]),
        Trouble(
            testDescription: "crashes in the middle of every answer", options: ["--always-crashes"], status: 75,
            messages: ["“here” was killed by signal 9", "| about to crash: the cause"]),
        Trouble(
            testDescription: "has no such model", options: ["--only-model", "tiny"], status: 78,
            messages: ["does not exist", "the server has “tiny”"]),
        Trouble(
            testDescription: "does not fit", settings: ["memory: 9GB"], status: 69,
            messages: ["needs 9 GB of memory", "engines.memory_limit"]),
    ]

    @Test(arguments: troubles) func troubleIsNamedAndLeavesNothingRunning(trouble: Trouble) async throws {
        let server = try ModelServer(
            ["--child"] + trouble.options, settings: trouble.settings, more: "engines: {memory_limit: 8GB}")
        let result = try await server.outrider("run", "a task", "--strategy", "sequential")
        #expect(result.status == trouble.status, "\(result.errors)")
        for message in trouble.messages { #expect(result.errors.contains(message), "\(result.errors)") }
        if trouble.status == 69 {
            #expect(!FileManager.default.fileExists(atPath: server.outrider.database), "no run was begun")
        }
        await server.end()
        #expect(try await server.status["pid"] == nil)
        #expect(server.child == nil)
    }

    @Test func aCommandThatIsNotThereIsAMistakeInTheSettings() async throws {
        let server = try ModelServer()
        try server.write(["llama-servr", "--port", "{port}"])
        let result = try await server.outrider("run", "a task")
        #expect(result.status == 78, "\(result.errors)")
        #expect(result.errors.contains("the command “llama-servr” of provider “here” is not there"))
        let doctor = try await server.outrider("doctor")
        #expect(doctor.status == 78)
        #expect(doctor.output.contains("there is no “llama-servr”"))
        try server.write(["/bin/sh", "{port}"])
        #expect(try await server.outrider("doctor").output.contains("here: started by /bin/sh"))
    }

    @Test func aPortThatBelongsToAnotherProgramIsNotTaken() async throws {
        let other = try PlanServer()
        defer { other.server.stop() }
        let server = try ModelServer()
        try server.write(["/bin/sh", "-c", "exit 0"], ["base_url: \(other.server.baseURL)"])
        let result = try await server.outrider("run", "a task")
        #expect(result.status == 69, "\(result.errors)")
        #expect(result.errors.contains("belongs to another program"))
    }

    @Test func aServerWithoutHealthIsReadyWhenItListsItsModels() async throws {
        let server = try ModelServer(["--no-health", "--binds-after", "HOME/now"])
        let run = try server.outrider.start(["run", "a task", "--quiet"])
        try await eventually { (try? await server.status["state"]) == "starting" }
        try server.touch("now")
        let result = try await run.result()
        #expect(result.status == 0, "\(result.errors)")
        await server.end()
    }
}
