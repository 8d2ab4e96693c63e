import Foundation
import Planning
import Processes
import Testing

/// `kill -9`, and what is there afterwards. `scripts/kill-outrider` does the same fifty times.
@Suite(.enabled(if: ModelServer.python != nil)) struct EngineKillTests {
    enum Moment: String, CaseIterable, CustomTestStringConvertible {
        case loading, ready
        var testDescription: String { rawValue }
    }

    @Test(arguments: Moment.allCases) func aRunThatIsKilledLeavesNothingBehind(moment: Moment) async throws {
        let server = try ModelServer(
            ["--child", "--holds", "HOME/never"] + (moment == .loading ? ["--never-healthy"] : []))
        let run = try server.outrider.start(["run", "a task", "--quiet"])
        try await eventually { (try? await server.status["state"]?.string) == moment.rawValue && server.child != nil }
        let pid = try #require(try await server.status["pid"]?.integer)
        let child = try #require(server.child)
        let identity = try #require(ProcessIdentity(of: Int32(pid)))
        #expect(try await server.status["users"] == 1)
        run.send(SIGKILL)
        _ = try await run.result()
        try await eventually { !identity.isAlive && !child.isAlive }
        try await eventually { try await server.status["state"] == "stopped" }
    }

    @Test(arguments: [SIGINT, SIGTERM]) func aRunThatIsStoppedWhileItWaitsLeavesNothingBehind(signal: Int32)
        async throws
    {
        let server = try ModelServer(["--child", "--never-healthy"])
        let run = try server.outrider.start(["run", "a task"])
        try await eventually { (try? await server.status["state"]) == "loading" && server.child != nil }
        let child = try #require(server.child)
        run.send(signal)
        let result = try await run.result()
        #expect(result.status == -signal, "a shell makes it \(128 + signal)")
        try await eventually { try await server.status["state"] == "stopped" && !child.isAlive }
    }

    /// Two runs on one server, which holds its answers until the first run was killed.
    private func twoRunsOfWhichTheFirstIsKilled() async throws -> (ModelServer, OutriderProcess.Started) {
        let server = try ModelServer(["--holds", "HOME/go"], settings: ["slots: 8"])
        let first = try server.outrider.start(["run", "a task", "--quiet"])
        let second = try server.outrider.start(["run", "a task", "--quiet"])
        try await eventually { (try? await server.status["users"]) == 2 }
        first.send(SIGKILL)
        _ = try await first.result()
        // Until the watcher has seen it: of one who was killed earlier it cannot tell when it has not looked meanwhile.
        try await eventually { try server.traces.count == 1 }
        try server.touch("go")
        return (server, second)
    }

    @Test func aServerThatOthersUseOutlivesARunThatIsKilled() async throws {
        let (server, second) = try await twoRunsOfWhichTheFirstIsKilled()
        let result = try await second.result()
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output == EngineRunTests.plan)
        #expect(try server.log.count { $0 == "listening" } == 1)
        await server.end()
    }

    @Test func aServerWhoseFolderIsGoneEnds() async throws {
        let server = try ModelServer(["--child"])
        #expect(try await server.outrider("run", "a task", "--quiet").status == 0)
        let pid = try #require(try await server.status["pid"]?.integer)
        let leader = try #require(ProcessIdentity(of: Int32(pid)))
        let child = try #require(server.child)
        // In one step: in a folder that is emptied file by file, the watcher makes new ones meanwhile.
        let gone = server.outrider.home.appendingPathExtension("gone")
        try FileManager.default.moveItem(at: server.outrider.home, to: gone)
        defer { try? FileManager.default.removeItem(at: gone) }
        try await eventually { !leader.isAlive && !child.isAlive }
    }

    @Test func whoeverWasKilledEarlierDoesNotShortenTheStayOfOthers() async throws {
        let (server, second) = try await twoRunsOfWhichTheFirstIsKilled()
        #expect(try await second.result().status == 0)
        let pid = try await server.status["pid"]
        // The next run still finds it.
        #expect(try await server.outrider("run", "a task", "--quiet").status == 0)
        #expect(try await server.status["pid"] == pid)
        await server.end()
    }

    #if os(Linux)
        @Test func aServerDiesWithWhoeverWatchesOverItAndTheNextRunClearsTheRest() async throws {
            let (server, child) = try await serverWhoseWatcherIsKilled()
            #expect(try await server.status["state"] == "failed")
            #expect(child.isAlive, "it is out of the system's reach")
            let result = try await server.outrider("run", "a task", "--quiet")
            #expect(result.status == 0, "\(result.errors)")
            try await eventually { !child.isAlive }
            await server.end()
        }

        @Test func whatIsLeftBehindIsShownAndStoppedAlsoWithoutItsEntry() async throws {
            let (server, child) = try await serverWhoseWatcherIsKilled()
            try server.outrider.configure("")
            #expect(try await server.status["failure"]?.string?.contains("outrider engines stop here") == true)
            #expect(try await server.outrider("engines", "stop", "here").status == 0)
            try await eventually { !child.isAlive }
        }

        @Test func aRunGoesOnWhenWhoeverWatchesOverItsServerIsKilled() async throws {
            let server = try ModelServer(["--holds", "HOME/go"])
            let run = try server.outrider.start(["run", "a task", "--strategy", "sequential"])
            try await eventually { (try? server.log.contains("answering big")) == true }
            let pid = try #require(try await server.status["pid"]?.integer)
            try killWatcher(of: pid)
            try server.touch("go")
            let result = try await run.result()
            #expect(result.status == 0, "\(result.errors)")
            #expect(result.output == EngineRunTests.plan)
            #expect(try await server.status["pid"]?.integer != pid)
            await server.end()
        }

        /// Kills the process that has started the one called `pid`.
        /// A server that has died with whoever watched over it, and the child of it that has not.
        private func serverWhoseWatcherIsKilled() async throws -> (ModelServer, child: ProcessIdentity) {
            let server = try ModelServer(["--child"])
            #expect(try await server.outrider("run", "a task", "--quiet").status == 0)
            let pid = try #require(try await server.status["pid"]?.integer)
            let leader = try #require(ProcessIdentity(of: Int32(pid)))
            let child = try #require(server.child)
            try killWatcher(of: pid)
            try await eventually { !leader.isAlive }
            return (server, child)
        }

        private func killWatcher(of pid: Int64) throws {
            let stat = try String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
            let fields = try #require(stat.split(separator: ")").last).split(separator: " ")
            kill(try #require(Int32(fields[1])), SIGKILL)
        }
    #endif
}
