import Foundation
import Processes
import TemporaryFolders
import Testing

struct ChildProgramTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Runs a shell script to its end and gives what it prints.
    private func run(
        _ script: String, environment: [String: String] = [:], kept: Int32? = nil
    ) async throws -> (exit: ProgramExit, output: String) {
        let path = folder.file("output")
        let output = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
        defer { for descriptor in [output, nothing] { close(descriptor) } }
        let pid = try ChildProgram(
            path: "/bin/sh", arguments: ["-c", script], environment: environment, folder: folder.path
        ).start(input: nothing, output: output, kept: kept, diesWithThread: false)
        let exit = try await eventually { ProgramExit.of(pid) }
        return (exit, try String(contentsOfFile: path, encoding: .utf8))
    }

    @Test func itsEndIsToldApart() async throws {
        #expect(try await run("exit 3").exit == .status(3))
        #expect(try await run("kill -9 $$").exit == .signal(9))
        #expect(ProgramExit.status(3).description == "ended with status 3")
        #expect(ProgramExit.signal(9).description == "was killed by signal 9")
    }

    @Test func itHasItsOwnVariablesAndNoOthers() async throws {
        let output = try await run("/usr/bin/env", environment: ["MINE": "a=b c"]).output
        #expect(output.split(separator: "\n").contains("MINE=a=b c"))
        #expect(!output.contains("HOME="))
    }

    @Test func itFindsNoFilesButThoseItIsGiven() async throws {
        let leaked = open("/dev/null", O_RDONLY)
        defer { close(leaked) }
        let script = "for n in 3 4 5 6 7 8 9 \(leaked); do (eval \"true <&$n\") 2>/dev/null && echo $n; done; true"
        #expect(try await run(script).output == "")
        let lock = try #require(try FileLock.take(folder.file("lock")))
        #expect(try await run(script, kept: lock.descriptor).output.split(separator: "\n").allSatisfy { $0 == "3" })
    }

    @Test func aLockThatItInheritsIsHeldUntilItEnds() async throws {
        let path = folder.file("lock")
        let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { close(nothing) }
        var lock = try FileLock.take(path)
        let pid = try ChildProgram(
            path: "/bin/sh", arguments: ["-c", "sleep 100"], environment: [:], folder: "/"
        ).start(input: nothing, output: nothing, kept: try #require(lock).descriptor, diesWithThread: false)
        lock = nil
        #expect(FileLock.isHeld(path))
        #expect(try FileLock.take(path) == nil)
        // The shell may have started another process, which has the file as well.
        kill(-pid, SIGKILL)
        _ = try await eventually { ProgramExit.of(pid) }
        _ = try await eventually { FileLock.isHeld(path) ? nil : true }
    }

    @Test func signalsAreAsTheSystemHasThem() async throws {
        // This process ignores SIGPIPE in many programs; a child that did as well would never end.
        signal(SIGPIPE, SIG_IGN)
        #expect(try await run("kill -PIPE $$; echo survived").exit == .signal(SIGPIPE))
    }

    @Test func whatIsNoProgramIsSaidToBeNone() throws {
        try Data("no program".utf8).write(to: URL(filePath: folder.file("text")))
        chmod(folder.file("text"), 0o755)
        let program = ChildProgram(path: folder.file("text"), arguments: [], environment: [:], folder: "/")
        let error = #expect(throws: ProgramError.self) {
            try program.start(input: 0, output: 1, diesWithThread: false)
        }
        #expect(error?.description.contains(folder.file("text")) == true)
    }

    @Test func programsAreFoundAsAShellWould() throws {
        try Data("#!/bin/sh\n".utf8).write(to: URL(filePath: folder.file("tool")))
        let find = { (name: String) in
            ChildProgram.find(name, from: folder.path, search: "/nowhere:\(folder.path)")
        }
        #expect(find("tool") == nil, "not yet a program")
        chmod(folder.file("tool"), 0o755)
        #expect(find("tool") == folder.file("tool"))
        #expect(find("./tool") == "\(folder.path)/./tool")
        #expect(find(folder.file("tool")) == folder.file("tool"))
        #expect(find("sh") == nil)
        #expect(ChildProgram.find("..", from: folder.path, search: "/") == nil, "a folder is no program")
    }

    #if os(Linux)
        @Test func itDiesWithTheThreadThatStartedIt() async throws {
            let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
            defer { close(nothing) }
            let program = ChildProgram(
                path: "/bin/sleep", arguments: ["100"], environment: [:], folder: "/")
            let pid = await withCheckedContinuation { started in
                Thread.detachNewThread {
                    started.resume(
                        returning: (try? program.start(input: nothing, output: nothing, diesWithThread: true)) ?? -1)
                }
            }
            try #require(pid > 0)
            #expect(try await eventually { ProgramExit.of(pid) } == .signal(SIGKILL))
        }

        @Test func aFamilyIsFoundWhenItsLeaderIsGoneAndItsMembersHaveLeftItsSession() async throws {
            let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
            defer { close(nothing) }
            let mark = UUID().uuidString
            let pid = try ChildProgram(
                path: "/bin/sh", arguments: ["-c", "/usr/bin/setsid sleep 100 & env -i sleep 100 & wait"],
                environment: [ProcessFamily.variable: mark], folder: "/"
            ).start(input: nothing, output: nothing, diesWithThread: false)
            let family = ProcessFamily(leader: try #require(ProcessIdentity(of: pid)), mark: mark)
            _ = try await eventually { family.members.count >= 3 ? true : nil }
            #expect(family.memory > 0)
            kill(pid, SIGKILL)
            _ = try await eventually { ProgramExit.of(pid) }
            _ = try await eventually { family.members.count == 2 ? true : nil }
            family.signal(SIGKILL)
            _ = try await eventually { family.members.isEmpty ? true : nil }
            let later = ProcessIdentity(pid: getpid(), boot: family.leader.boot, started: 1)
            #expect(ProcessFamily(leader: later, mark: mark).members.isEmpty, "a number that was given away again")
        }
    #endif
}
