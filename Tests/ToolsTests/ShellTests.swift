import Foundation
import Planning
import TemporaryFolders
import Testing

@testable import Tools

struct ShellTests {
    private let folder: TemporaryFolder
    private var root: FileRoot { FileRoot(path: folder.file("root")) }

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("root/a.txt", "alpha".utf8)
    }

    private func shell(_ effect: EffectClass = .destructive) -> Shell {
        Shell(
            root: root, effect: effect,
            environment: ["PATH": "/usr/bin:/bin", "OPENAI_API_KEY": "sk-secret", "LD_PRELOAD": "/evil.so"])
    }

    private func call(_ command: String, timeout: Int64? = nil) async throws -> Observation {
        var arguments: [String: JSONValue] = ["command": .string(command)]
        if let timeout { arguments["timeout"] = .integer(timeout) }
        return try await shell().call(arguments)
    }

    @Test func aCommandRunsInTheRoot() async throws {
        #expect(try await call("cat a.txt; echo; pwd") == Observation("alpha\n\(root.path)\n"))
        #expect(try await call("echo out; echo err >&2") == Observation("out\nerr\n"))
        #expect(try await call("true") == Observation("(no output)"))
    }

    @Test func anotherStatusThanZeroIsAFailureThatTheAgentSees() async throws {
        let observation = try await call("echo oops; exit 3")
        #expect(observation == Observation("the command ended with status 3:\noops\n", isError: true))
    }

    @Test func noVariableOfOursReachesACommand() async throws {
        let variables = try await call("env").text.split(separator: "\n").map { $0.prefix { $0 != "=" } }
        // Beside what is passed on: what the shell sets, and the mark by which all that it starts is found.
        #expect(Set(variables).subtracting(["PATH", "TERM", "PWD", "OLDPWD", "SHLVL", "_", "OUTRIDER_FAMILY"]) == [])
        #expect(try await !call("env").text.contains("sk-secret"))
    }

    @Test func aCommandReadsNothing() async throws {
        #expect(try await call("cat; echo end") == Observation("end\n"))
    }

    @Test func aCommandThatTakesTooLongIsEndedWithAllThatItStarted() async throws {
        let observation = try await call("echo begun; sleep 1000 & sleep 1000; echo never", timeout: 1)
        #expect(observation.isError)
        #expect(observation.text.hasPrefix("the command was ended after 1 s"))
        #expect(!observation.text.contains("never"))
    }

    @Test func whatItPrintsIsCut() async throws {
        let text = try await call("head -c 1000000 /dev/zero | tr '\\0' x; echo; echo done > mark").text
        #expect(text.utf8.count < Shell.outputLimit + 100)
        #expect(text.hasSuffix("\n[cut after 65536 bytes]"))
        // It came to its end all the same.
        #expect(FileManager.default.fileExists(atPath: folder.file("root/mark")))
    }

    @Test(arguments: ["", "  \n", "a\0b", String(repeating: "x", count: 20_000)])
    func whatIsNoCommandIsRefused(command: String) async throws {
        #expect(try await call(command).isError)
    }

    @Test(arguments: [0, 601] as [Int64]) func itsTimeHasALimit(seconds: Int64) async throws {
        #expect(try await call("true", timeout: seconds).text.contains("from 1 to 600"))
    }

    @Test func whatTheOperatorSaysDecidesWhenItRuns() throws {
        let workspace = try Workspace(root: root.path, snapshotsIn: folder.file("state"))
        let action = Action(tool: "shell", arguments: ["command": "ls"])
        let early = { (effect: EffectClass) in
            Toolbox([shell(effect)], trusted: ["shell"], workspace: workspace).earlyExecution(of: action)
        }
        #expect(early(.readOnly) == .allowed)
        #expect(early(.confined) == .provisional(changesWorld: true))
        guard case .refused = early(.destructive) else {
            Issue.record("a destructive command ran early")
            return
        }
    }

    @Test func aConfinedCommandChangesItsSnapshotAlone() async throws {
        let workspace = try Workspace(root: root.path, snapshotsIn: folder.file("state"))
        let toolbox = Toolbox([shell(.confined)], trusted: ["shell"], workspace: workspace)
        let action = Action(tool: "shell", arguments: ["command": "printf ALPHA > a.txt; pwd"])
        let observation = try await toolbox.attempt(action, after: Trajectory())
        // As if it had run in the folder itself.
        #expect(observation == Observation("\(root.path)\n"))
        #expect(try String(contentsOfFile: folder.file("root/a.txt"), encoding: .utf8) == "alpha")
        let step = Step(action: action, observation: observation)
        #expect(try await toolbox.confirm(step, after: Trajectory()) == .stands)
        #expect(try String(contentsOfFile: folder.file("root/a.txt"), encoding: .utf8) == "ALPHA")
        let last = Action(tool: "shell", arguments: ["command": "printf beta > b.txt"])
        #expect(try await toolbox.execute(last, after: Trajectory()) == Observation("(no output)"))
        #expect(try String(contentsOfFile: folder.file("root/b.txt"), encoding: .utf8) == "beta")
    }

    @Test func aConfinedCommandRunsInNoFolderThatIsTooLarge() async throws {
        let workspace = try Workspace(
            root: root.path, snapshotsIn: folder.file("state"), limits: WorkspaceLimits(entries: 0))
        let toolbox = Toolbox([shell(.confined)], workspace: workspace)
        let observation = try await toolbox.execute(
            Action(tool: "shell", arguments: ["command": "echo x > b.txt"]), after: Trajectory())
        #expect(observation.isError)
        #expect(observation.text.hasPrefix("shell was not carried out: the folder has more than 0 files"))
        #expect(!FileManager.default.fileExists(atPath: folder.file("root/b.txt")))
    }
}
