import Foundation
import LoopbackServer
import Planning
import TemporaryFolders
import Testing

/// The servers of the protocol's authors, from PyPI, as child processes and over HTTP. `make test-mcp` installs them
/// and runs these tests; elsewhere they are left out.
@Suite(.serialized, .enabled(if: RealToolServers.areInstalled), .timeLimit(.minutes(5)))
struct RealToolServerTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func config(_ name: String, _ server: String) -> String { "mcp: {servers: {\(name): {\(server)}}}\n" }

    private func call(
        _ outrider: OutriderProcess, _ tool: String, _ arguments: JSONValue = [:]
    ) async throws -> OutriderProcess.Result {
        try await outrider("tools", "call", tool, arguments.canonical, "--yes")
    }

    @Test(arguments: RealToolServers.environments) func theTime(environment: String, version: String) async throws {
        let program = RealToolServers.program("mcp-server-time", in: environment)
        let outrider = try OutriderProcess(
            config: config("time", "command: [\(program), --local-timezone, UTC], trusted: true"))
        #expect(try await outrider("doctor").output.contains("time: 2 tools, MCP \(version)"))
        let told = try await call(outrider, "time__get_current_time", ["timezone": "Europe/Berlin"])
        #expect(told.status == 0, "\(told.errors)")
        #expect(try told.json["timezone"] == "Europe/Berlin")
        let wrong = try await call(outrider, "time__get_current_time", ["timezone": "Nowhere/Never"])
        #expect(wrong.status == 1)
        #expect(wrong.errors.hasPrefix("outrider: time__get_current_time failed: Error"), "\(wrong.errors)")
    }

    @Test func aDatabase() async throws {
        let program = RealToolServers.program("mcp-server-sqlite", in: "old")
        let outrider = try OutriderProcess(
            config: config(
                "db", "command: [\(program), --db-path, \(folder.file("x.db"))], effects: {read_query: read-only}"))
        let made = try await call(
            outrider, "db__create_table", ["query": "CREATE TABLE rider (name TEXT, miles INTEGER)"])
        #expect(made.status == 0, "\(made.errors)")
        _ = try await call(outrider, "db__write_query", ["query": "INSERT INTO rider VALUES ('Ann', 12), ('Ben', 30)"])
        let read = try await outrider(
            "tools", "call", "db__read_query", #"{"query": "SELECT sum(miles) AS miles FROM rider"}"#)
        #expect(read.status == 0, "\(read.errors)")
        #expect(read.output == "[{'miles': 42}]\n")
        // Without a word that it may, nothing is written.
        let refused = try await outrider("tools", "call", "db__write_query", #"{"query": "DELETE FROM rider"}"#)
        #expect(refused.status == 4)
    }

    @Test func aRepository() async throws {
        for arguments in [
            ["init", "-q", "-b", "main"], ["config", "user.name", "Ann"], ["config", "user.email", "a@b"],
        ] {
            let git = Process()
            git.executableURL = URL(filePath: "/usr/bin/git")
            git.arguments = ["-C", folder.path] + arguments
            try git.run()
            git.waitUntilExit()
        }
        try Data("hello".utf8).write(to: folder.url.appending(path: "a.txt"))
        let program = RealToolServers.program("mcp-server-git", in: "modern")
        let outrider = try OutriderProcess(
            config: config("git", "command: [\(program), --repository, \(folder.path)], trusted: true"))
        let path = JSONValue.string(folder.path)
        let status = try await call(outrider, "git__git_status", ["repo_path": path])
        #expect(status.output.contains("a.txt"), "\(status.errors)")
        _ = try await call(outrider, "git__git_add", ["repo_path": path, "files": ["a.txt"]])
        _ = try await call(outrider, "git__git_commit", ["repo_path": path, "message": "A first step"])
        let log = try await call(outrider, "git__git_log", ["repo_path": path])
        #expect(log.output.contains("A first step"), "\(log.errors)")
        let listed = try await outrider("tools", "list", "--server", "git", "--json").json.array ?? []
        let early = listed.filter { $0["runs_early"] == true }.compactMap { $0["name"]?.string }
        #expect(early.contains("git__git_status"))
        #expect(!early.contains("git__git_commit"))
    }

    @Test func aPageOfTheWeb() async throws {
        let page = try ScriptedServer { _ in
            .reply(
                200, [("Content-Type", "text/html")],
                text: "<html><body><h1>Riders</h1><p>Ann and Ben</p></body></html>")
        }
        defer { page.stop() }
        let program = RealToolServers.program("mcp-server-fetch", in: "modern")
        let outrider = try OutriderProcess(
            config: config("web", "command: [\(program), --ignore-robots-txt, --allow-private-ips], trusted: true"))
        // Raw: for anything else the server installs a package of Node's first.
        let fetched = try await call(outrider, "web__fetch", ["url": .string(page.url("/riders")), "raw": true])
        #expect(fetched.status == 0, "\(fetched.errors)")
        #expect(fetched.output.contains("Ann and Ben"))
        // It reaches the open world, so that trust in the server is not enough to let it run early.
        let listed = try await outrider("tools", "list", "--server", "web", "--json").json
        #expect(listed.array?.first?["runs_early"] == false)
    }

    @Test(arguments: RealToolServers.environments)
    func aServerOverHTTP(environment: String, version: String) async throws {
        let notes = folder.file("notes")
        let server = try await RealHTTPToolServer(in: environment, notes: notes)
        let outrider = try OutriderProcess(config: config("web", "url: '\(server.url)', trusted: true, timeout: 60s"))
        #expect(try await outrider("doctor").output.contains("web: 3 tools, MCP \(version)"))
        let sum = try await call(outrider, "web__add", ["a": 2, "b": 40])
        #expect(sum.output == "42\n", "\(sum.errors)")
        let failed = try await call(outrider, "web__fail")
        #expect(failed.status == 1)
        #expect(failed.errors.hasPrefix("outrider: web__fail failed: Error executing tool fail"), "\(failed.errors)")
        let wrong = try await call(outrider, "web__add", ["a": "two", "b": 40])
        #expect(wrong.status == 1)
        #expect(!FileManager.default.fileExists(atPath: notes))
        try outrider.configure(config("web", "url: '\(server.url)', timeout: 1s"))
        let late = try await call(outrider, "web__wait")
        #expect(late.errors.contains("does not answer “wait” within 1 s"), "\(late.errors)")
        // The server hears that nobody waits any more.
        try await eventually { FileManager.default.fileExists(atPath: notes) }
        withExtendedLifetime(server) {}
    }
}
