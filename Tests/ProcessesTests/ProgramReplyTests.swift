import Foundation
import Processes
import TemporaryFolders
import Testing

struct ProgramReplyTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func program(_ script: String) -> ChildProgram {
        ChildProgram(
            path: "/bin/sh", arguments: ["-c", script], environment: ["PATH": "/usr/bin:/bin"], folder: folder.path)
    }

    private func reply(_ script: String, to input: String = "", limit: Int = 1000) async throws -> (
        text: String, reply: ProgramReply
    ) {
        let reply = try await program(script).reply(to: Array(input.utf8), outputLimit: limit)
        return (String(decoding: reply.output, as: UTF8.self), reply)
    }

    @Test func itReadsItsInputAndIsHeard() async throws {
        let (text, reply) = try await reply("tr a-z A-Z; echo aside >&2; exit 3", to: "words\n")
        #expect(text == "WORDS\n")
        #expect(reply.exit == .status(3))
        #expect(!reply.isCut)
    }

    @Test func aLargeInputThatNobodyReadsHoldsNobodyUp() async throws {
        let (text, reply) = try await reply("echo done", to: String(repeating: "x", count: 1 << 20))
        #expect(text == "done\n")
        #expect(reply.exit == .status(0))
    }

    @Test func whoNeverEndsToTalkIsEnded() async throws {
        let (text, reply) = try await reply("while :; do echo aaaaaaaaa; done", limit: 25)
        #expect(text == "aaaaaaaaa\naaaaaaaaa\naaaaa")
        #expect(reply.isCut)
        #expect(reply.exit != .status(0))
    }

    @Test func itHasItsOwnVariablesAndTheMarkOfItsFamily() async throws {
        let names = try await reply("env").text.split(separator: "\n").compactMap { $0.split(separator: "=").first }
        #expect(names.contains("PATH") && names.contains("OUTRIDER_FAMILY"))
        #expect(!names.contains("HOME"))
    }

    @Test func cancellingEndsItAndAllThatItHasStarted() async throws {
        let program = program("sleep 1000 & echo $! > child.part; mv child.part child; wait")
        let task = Task { try await program.reply(to: [], outputLimit: 1000) }
        let file = folder.file("child")
        let child = try await eventually {
            (try? String(contentsOfFile: file, encoding: .utf8))
                .flatMap { Int32($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
        }
        let process = try #require(ProcessIdentity(of: child))
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        _ = try await eventually { process.isAlive ? nil : true }
    }

    @Test func whatItLeavesBehindIsEndedToo() async throws {
        // Its output goes elsewhere, so that nobody has to wait for it.
        let text = try await reply("sleep 1000 >/dev/null 2>&1 & echo $!").text
        let child = try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        let process = ProcessIdentity(of: child)
        _ = try await eventually { process?.isAlive == true ? nil : true }
    }

    @Test func whatIsNoProgramIsAnError() async throws {
        let nothing = ChildProgram(path: folder.file("none"), arguments: [], environment: [:], folder: "/")
        await #expect(throws: ProgramError.self) { try await nothing.reply(to: [], outputLimit: 10) }
    }
}
