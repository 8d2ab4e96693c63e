import Foundation
import Planning
import Processes
import Synchronization
import Tools

/// The person at the terminal: asked on standard error, answering through the terminal itself, so that standard
/// input may be a task.
final class TerminalDesk: Questioner {
    private let console: Console
    private let keyboard: Int32
    /// One question at a time.
    private let turn = ConcurrencyLimit(1)
    /// Clears the way for a question, and gives it back afterwards.
    private let curtain = Mutex<(@Sendable (_ isAsking: Bool) -> Void)?>(nil)

    /// Nil where there is no terminal.
    convenience init?() {
        let keyboard = open("/dev/tty", O_RDONLY | O_NOCTTY | O_CLOEXEC)
        guard keyboard >= 0 else { return nil }
        guard Console.error.isScreen else {
            close(keyboard)
            return nil
        }
        self.init(console: .error, keyboard: keyboard)
    }

    /// - Parameter keyboard: where answers come from; closed at the end.
    init(console: Console, keyboard: Int32) {
        self.console = console
        self.keyboard = keyboard
    }

    deinit { close(keyboard) }

    /// Has `body` called before and after each question.
    func draw(_ body: @escaping @Sendable (_ isAsking: Bool) -> Void) {
        curtain.withLock { $0 = body }
    }

    func answer(to question: String, choices: [String]) async throws -> String? {
        let turn = try await turn.enter()
        defer { withExtendedLifetime(turn) {} }
        let curtain = self.curtain.withLock { $0 }
        curtain?(true)
        defer { curtain?(false) }
        // Nobody has answered a question that was not asked yet.
        tcflush(keyboard, TCIFLUSH)
        // Whatever a model writes stands behind a bar, so that it cannot pass for a question of the program.
        console.print(choices.isEmpty ? "The agent asks you:" : "Approval is needed:")
        for line in question.readable.split(separator: "\n", omittingEmptySubsequences: false) {
            console.print("| \(line)")
        }
        while true {
            console.write(Self.prompt(choices))
            guard let line = try await line() else { return nil }
            guard !choices.isEmpty else { return line }
            if let choice = Self.choice(line, among: choices) { return choice }
        }
    }

    /// `Your answer (yes, always, no, quit): `.
    static func prompt(_ choices: [String]) -> String {
        choices.isEmpty ? "Your answer: " : "Your answer (\(choices.joined(separator: ", "))): "
    }

    /// The choice that was meant: the word or its first letter.
    static func choice(_ line: String, among choices: [String]) -> String? {
        let word = line.trimmingCharacters(in: .whitespaces).lowercased()
        return choices.first { $0 == word || (word.count == 1 && $0.hasPrefix(word)) }
    }

    /// A line from the keyboard; nil at its end.
    private func line() async throws -> String? {
        let isCancelled = Mutex(false)
        let line = await withTaskCancellationHandler {
            // The keyboard is looked after in short turns, so that this ends when nobody waits any more.
            await Blocking.call { self.read { isCancelled.withLock { $0 } } }
        } onCancel: {
            isCancelled.withLock { $0 = true }
        }
        do {
            try Task.checkCancellation()
        } catch {
            console.print("")
            throw error
        }
        return line
    }

    private func read(until isOver: () -> Bool) -> String? {
        var bytes: [UInt8] = []
        while !isOver() {
            var wait = pollfd(fd: keyboard, events: Int16(POLLIN), revents: 0)
            guard poll(&wait, 1, 50) > 0 else { continue }
            var byte: UInt8 = 0
            let count = Foundation.read(keyboard, &byte, 1)
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count == 1 else { return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self) }
            if byte == 0x0A { return String(decoding: bytes, as: UTF8.self) }
            if bytes.count < 64 * 1024 { bytes.append(byte) }
        }
        return nil
    }
}
