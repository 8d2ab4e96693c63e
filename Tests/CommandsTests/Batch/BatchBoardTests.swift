import Foundation
import Planning
import Speculation
import Testing

@testable import Commands

struct BatchBoardTests {
    private struct Unlucky: Error {}

    private func result(_ name: String) -> BatchResult {
        var generator = SeededGenerator(seed: 1)
        let task = BatchTask(name: name, line: 1, text: "", choice: .init(), limits: LimitFlags())
        return BatchResult(task, of: RunID(milliseconds: 0, using: &generator), failure: Unlucky())
    }

    @Test func resultsWaitUntilAQuestionIsAnswered() throws {
        let (out, err) = (Pipe(), Pipe())
        func console(_ pipe: Pipe) -> Console {
            Console(descriptor: pipe.fileHandleForWriting.fileDescriptor, environment: [:])
        }
        let board = BatchBoard(
            out: console(out), err: console(err), isSilent: true, printsLines: false, total: 3, earlier: 0,
            limit: ExpenseLimit(), budget: CommonBudget(Budget(limit: ExpenseLimit())), drafts: DraftAllowance(1))
        for _ in 0..<3 { board.begin() }
        board.show(result("before"))
        board.pause(true)
        board.show(result("during"))
        console(err).print("answered")
        board.pause(false)
        board.show(result("after"))
        board.close()
        try err.fileHandleForWriting.close()
        let shown = String(decoding: try err.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        #expect(
            shown.split(separator: "\n").map { $0.split(separator: ":").dropFirst(2).first ?? $0 }
                == [" before", "answered", " during", " after"])
    }
}
