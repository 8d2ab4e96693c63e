import Foundation
import Planning
import Testing

/// `outrider engines`
@Suite(.enabled(if: ModelServer.python != nil)) struct EnginesCommandTests {
    @Test func aServerIsStartedShownAndStopped() async throws {
        let server = try ModelServer(["--ignores-term", "--slots", "3"])
        #expect(try await server.status["state"] == "stopped")
        let started = try await server.outrider("engines", "start", "here")
        #expect(started.status == 0, "\(started.errors)")
        #expect(started.errors.contains("it ends after 5 min without use"))
        let list = try await server.outrider("engines")
        let row = try #require(list.output.split(separator: "\n").last?.split(separator: " ").map(String.init))
        let status = try await server.status
        let port = try #require(status["port"]?.integer)
        let pid = try #require(status["pid"]?.integer)
        #expect(row.prefix(4) == ["here", "ready", "\(port)", "\(pid)"])
        #expect((status["memory"]?.integer ?? 0) > 1_000_000)
        let logs = try await server.outrider("engines", "logs", "here", "-n", "1000")
        #expect(logs.output.contains("listening\n"))
        #expect(
            try await server.outrider("engines", "logs", "here", "-n", "1").output.split(separator: "\n").count == 1)
        let stopped = try await server.outrider("engines", "stop", "here")
        #expect(stopped.errors == "“here” is stopped\n")
        #expect(try await server.status["state"] == "stopped")
        #expect(try await server.outrider("engines", "stop", "here").errors == "“here” does not run\n")
    }

    @Test func aLogIsFollowed() async throws {
        let server = try ModelServer()
        _ = try await server.outrider("engines", "start", "here")
        let following = try server.outrider.start(["engines", "logs", "here", "--follow"])
        _ = await following.output { $0.contains("listening") }
        #expect(try await server.outrider("run", "a task", "--quiet").status == 0)
        #expect(await following.output { $0.contains("answering big") }.contains("answering big"))
        following.send(SIGKILL)
        _ = try await following.result()
        await server.end()
    }

    @Test func aRunWhoseServerIsStoppedSaysSo() async throws {
        let server = try ModelServer(["--holds", "HOME/never"])
        let run = try server.outrider.start(["run", "a task", "--strategy", "sequential"])
        try await eventually { (try? server.log.contains("answering big")) == true }
        let stopped = try await server.outrider("engines", "stop", "--all")
        #expect(stopped.errors == "“here” is stopped; 1 process used it\n")
        let result = try await run.result()
        #expect(result.status == 69, "\(result.errors)")
        #expect(result.errors.contains("was stopped while it was in use"), "\(result.errors)")
        #expect(try await server.status["state"] == "stopped")
    }

    @Test func aServerIsStartedAnewWhenItsSettingsHaveChanged() async throws {
        let server = try ModelServer()
        #expect(try await server.outrider("run", "a task", "--quiet").status == 0)
        let pid = try await server.status["pid"]
        let config = server.outrider.home.appending(path: "config.yaml")
        let text = try String(contentsOf: config, encoding: .utf8)
        try Data(text.replacing("\"{port}\"", with: "\"{port}\", \"--slots\", \"2\"").utf8).write(to: config)
        #expect(try await server.outrider("run", "a task", "--quiet").status == 0)
        #expect(try await server.status["pid"] != pid)
        #expect(try await server.status["slots"] == 2)
        await server.end()
    }

    @Test func aSecondServerThatWouldNotFitIsNotStarted() async throws {
        let server = try ModelServer(settings: ["memory: 5GB"], more: "engines: {memory_limit: 8GB}")
        try addServer("there", to: server)
        #expect(try await server.outrider("engines", "start", "here").status == 0)
        let refused = try await server.outrider("engines", "start", "there")
        #expect(refused.status == 69, "\(refused.errors)")
        #expect(refused.errors.contains("“there” needs 5 GB of memory, and “here” has 5 GB"), "\(refused.errors)")
        #expect(refused.errors.contains("run `outrider engines stop here`"), "\(refused.errors)")
        _ = try await server.outrider("engines", "stop", "here")
        #expect(try await server.outrider("engines", "start", "there").status == 0)
        await server.end()
    }

    @Test func aServerThatNobodySaidTheMemoryOfCountsWithWhatItHas() async throws {
        let server = try ModelServer(more: "engines: {memory_limit: 1MB}")
        try addServer("there", to: server)
        #expect(try await server.outrider("engines", "start", "here").status == 0)
        let refused = try await server.outrider("engines", "start", "there")
        #expect(refused.status == 69, "\(refused.errors)")
        #expect(refused.errors.contains("of memory, and “here” has "), "\(refused.errors)")
        _ = try await server.outrider("engines", "stop", "here")
        #expect(try await server.outrider("engines", "start", "there").status == 0)
        await server.end()
    }

    /// Puts another server like the first into the configuration.
    private func addServer(_ name: String, to server: ModelServer) throws {
        let config = server.outrider.home.appending(path: "config.yaml")
        let text = try String(contentsOf: config, encoding: .utf8)
        let here = try #require(text.firstRange(of: "  here:"))
        let end = try #require(text.firstRange(of: "defaults:"))
        let second = text[here.lowerBound..<end.lowerBound].replacing("  here:", with: "  \(name):")
        try Data((text[..<end.lowerBound] + second + text[end.lowerBound...]).utf8).write(to: config)
    }

    @Test func whatIsTypedWrongIsNamed() async throws {
        let server = try ModelServer()
        for command in ["start", "stop", "logs"] {
            let result = try await server.outrider("engines", command, "nowhere")
            #expect(result.status == 64)
            #expect(result.errors.contains("there is no local server “nowhere”; there are here"), "\(result.errors)")
        }
        #expect(try await server.outrider("engines", "stop").status == 64)
        #expect(try await server.outrider("engines", "stop", "here", "--all").status == 64)
        #expect(try await server.outrider("engines", "logs", "here").errors.contains("has not been started yet"))
        #expect(try await !server.outrider("man").output.contains("supervise"))
        #expect(try await !server.outrider("engines", "--help").output.contains("supervise"))
        let none = try await OutriderProcess()("engines")
        #expect(none.status == 0)
        #expect(none.errors.contains("no provider has a `command`"))
    }
}
