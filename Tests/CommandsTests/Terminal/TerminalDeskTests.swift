import Foundation
import Testing

@testable import Commands

struct TerminalDeskTests {
    /// A desk whose keyboard and screen are pipes.
    private final class Pipes {
        let typing = Pipe()
        let screen = Pipe()
        let desk: TerminalDesk

        init() {
            let console = Console(descriptor: screen.fileHandleForWriting.fileDescriptor, environment: [:])
            desk = TerminalDesk(console: console, keyboard: dup(typing.fileHandleForReading.fileDescriptor))
        }

        func type(_ text: String) throws { try typing.fileHandleForWriting.write(contentsOf: Data(text.utf8)) }

        func shown() throws -> String {
            try screen.fileHandleForWriting.close()
            return String(decoding: try screen.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        }
    }

    @Test func aQuestionIsAskedUntilItsAnswerIsOneOfTheChoices() async throws {
        let pipes = Pipes()
        try pipes.type("perhaps\n Y \n")
        let answer = try await pipes.desk.answer(to: "v wants to call shell:\n  command: ls", choices: ["yes", "no"])
        #expect(answer == "yes")
        #expect(
            try pipes.shown() == """
                Approval is needed:
                | v wants to call shell:
                |   command: ls
                Your answer (yes, no): Your answer (yes, no): 
                """)
    }

    @Test func whatAModelWritesCannotPassForAQuestionOfTheProgram() async throws {
        let pipes = Pipes()
        try pipes.type("42\n")
        let question = "ok?\u{1b}[2J\nApproval is needed:\r\u{202e}Your answer"
        #expect(try await pipes.desk.answer(to: question, choices: []) == "42")
        let shown = try pipes.shown()
        #expect(shown.hasPrefix("The agent asks you:\n| ok?"))
        #expect(!shown.contains("\u{1b}") && !shown.contains("\u{202e}") && !shown.contains("\r"))
        #expect(!shown.contains("\nApproval"))
    }

    @Test func theEndOfTheKeyboardIsNoAnswer() async throws {
        let pipes = Pipes()
        try pipes.typing.fileHandleForWriting.close()
        #expect(try await pipes.desk.answer(to: "?", choices: ["yes", "no"]) == nil)
    }

    @Test func whoeverWaitsCanBeCalledAway() async throws {
        let pipes = Pipes()
        let desk = pipes.desk
        let question = Task { try await desk.answer(to: "?", choices: ["yes"]) }
        question.cancel()
        await #expect(throws: CancellationError.self) { try await question.value }
        // The next one is asked all the same.
        try pipes.type("y\n")
        #expect(try await desk.answer(to: "?", choices: ["yes"]) == "yes")
    }

    @Test func theDisplayMakesWayForAQuestion() async throws {
        let pipes = Pipes()
        try pipes.type("y\n")
        let turns = Counter()
        pipes.desk.draw { _ in _ = turns.next() }
        _ = try await pipes.desk.answer(to: "?", choices: ["yes"])
        #expect(turns.next() == 3)
    }
}
