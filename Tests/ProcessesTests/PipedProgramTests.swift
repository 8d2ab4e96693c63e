import Foundation
import Processes
import Synchronization
import Testing

struct PipedProgramTests {
    private static let quick = Teardown([
        .init(.close, patience: .milliseconds(50)), .init(.terminate, patience: .milliseconds(50)),
        .init(.kill, patience: .seconds(60)),
    ])

    /// What a program has said so far.
    private final class Heard: Sendable {
        struct Words: Sendable {
            var output: [UInt8] = []
            var errors: [UInt8] = []
            var ends: [ProgramExit?] = []
        }

        private let words = Mutex(Words())

        var listener: PipedProgram.Listener {
            PipedProgram.Listener(
                output: { bytes in self.words.withLock { $0.output += bytes } },
                errors: { bytes in self.words.withLock { $0.errors += bytes } },
                ended: { exit in self.words.withLock { $0.ends.append(exit) } })
        }

        var value: Words { words.withLock { $0 } }
        var output: String { String(decoding: value.output, as: UTF8.self) }
        var errors: String { String(decoding: value.errors, as: UTF8.self) }
    }

    private func start(_ script: String, _ heard: Heard) throws -> PipedProgram {
        let program = try PipedProgram(
            ChildProgram(
                path: "/bin/sh", arguments: ["-c", script], environment: ["PATH": "/usr/bin:/bin"], folder: "/"))
        program.listen(with: heard.listener)
        return program
    }

    private func until(_ condition: () -> Bool) async throws {
        while !condition() { try await Task.sleep(for: .milliseconds(5)) }
    }

    @Test func whatIsSaidComesBackInOrderAndItEndsWithItsInput() async throws {
        let heard = Heard()
        let program = try start("cat; echo bye >&2; exit 4", heard)
        for number in 0..<1000 { #expect(program.write(Array("line \(number)\n".utf8))) }
        await program.end(by: Teardown([.init(.close, patience: .seconds(300))]))
        try await until { !heard.value.ends.isEmpty }
        #expect(heard.output == (0..<1000).map { "line \($0)\n" }.joined())
        #expect(heard.errors == "bye\n")
        #expect(heard.value.ends == [.status(4)])
    }

    @Test func aProgramThatHasGoneIsToldNothingMore() async throws {
        let heard = Heard()
        let program = try start("exit 0", heard)
        try await until { !heard.value.ends.isEmpty }
        #expect(heard.value.ends == [.status(0)])
        for _ in 0..<100 { #expect(program.write([UInt8](repeating: 1, count: 100_000))) }
        await program.end(by: Self.quick)
    }

    @Test func oneThatReadsNothingIsRefusedMoreAndStillEnds() async throws {
        let heard = Heard()
        let program = try start("exec sleep 1000", heard)
        #expect(program.write([UInt8](repeating: 1, count: PipedProgram.backlogLimit)))
        #expect(!program.write([UInt8](repeating: 1, count: PipedProgram.backlogLimit)))
        await program.end(by: Self.quick)
        #expect(program.write([1]))
    }

    @Test func oneThatHeedsNothingIsKilledWithAllItHasStarted() async throws {
        let heard = Heard()
        let program = try start(
            "trap '' TERM HUP; (trap '' TERM; sleep 1000) & echo $!; while :; do sleep 1; done", heard)
        try await until { heard.output.contains("\n") }
        let child = try #require(Int32(heard.output.trimmingCharacters(in: .whitespacesAndNewlines)))
        await program.end(by: Self.quick)
        #expect(ProcessIdentity(of: child) == nil)
        try await until { !heard.value.ends.isEmpty }
        #expect(heard.value.ends == [.signal(SIGKILL)])
        // And once more, which changes nothing.
        await program.end(by: Self.quick)
    }

    @Test func aGrandchildThatHoldsTheStreamsOpenHidesNoEnd() async throws {
        let heard = Heard()
        let program = try start("sleep 1000 & echo started; exit 5", heard)
        try await until { !heard.value.ends.isEmpty }
        #expect(heard.output == "started\n")
        #expect(heard.value.ends == [.status(5)])
        await program.end(by: Self.quick)
    }

    @Test func lettingGoOfItKillsIt() async throws {
        let heard = Heard()
        do {
            let program = try start("echo $$; exec sleep 1000", heard)
            try await until { heard.output.contains("\n") }
            withExtendedLifetime(program) {}
        }
        let pid = try #require(Int32(heard.output.trimmingCharacters(in: .whitespacesAndNewlines)))
        try await until { ProcessIdentity(of: pid) == nil }
    }

    @Test func whatCannotBeStartedIsToldApart() {
        #expect(throws: ProgramError.self) {
            try PipedProgram(ChildProgram(path: "/no/such", arguments: [], environment: [:], folder: "/"))
        }
    }
}
