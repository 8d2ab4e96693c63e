import Foundation
import Synchronization

/// The whole screen of a terminal, taken for a while: keys come one by one and unseen, and what stood there
/// before comes back in the end, whichever way that comes.
final class TerminalScreen: Sendable {
    private let console: Console
    private let state: Mutex<State>

    private struct State {
        var original: termios
        var isTaken = false
    }

    /// - Throws: ``Failure`` where there is no terminal, or none that can do it.
    init(_ console: Console, input: Int32 = STDIN_FILENO) throws {
        var original = termios()
        guard console.isTerminal, isatty(input) == 1, tcgetattr(input, &original) == 0 else {
            throw Failure(
                .usage, "inspect draws on a terminal, and here is none; `outrider show` prints the same run anywhere")
        }
        self.console = console
        state = Mutex(State(original: original))
    }

    /// The columns and rows at this moment.
    var size: (columns: Int, rows: Int) { (console.width, console.height) }

    /// Takes the screen: another page of it, no cursor, no line editing.
    func take() {
        state.withLock { state in
            guard !state.isTaken else { return }
            state.isTaken = true
            var raw = state.original
            cfmakeraw(&raw)
            // Output keeps its line breaks.
            raw.c_oflag |= tcflag_t(OPOST)
            TerminalRescue.arm(restoring: state.original)
            tcsetattr(STDIN_FILENO, TCSADRAIN, &raw)
            console.write("\u{1b}[?1049h\u{1b}[?25l\u{1b}[2J")
        }
    }

    /// Gives the screen back as it was.
    func giveBack() {
        state.withLock { state in
            guard state.isTaken else { return }
            state.isTaken = false
            console.write("\u{1b}[0m\u{1b}[?25h\u{1b}[?1049l")
            tcsetattr(STDIN_FILENO, TCSADRAIN, &state.original)
            TerminalRescue.disarm()
        }
    }

    /// Forgets what the terminal shows: something else may have written there.
    func clear() {
        write("\u{1b}[2J")
    }

    /// Shows `lines` from the top of the screen on.
    func draw(_ lines: [ScreenLine]) {
        let text = lines.map { $0.rendered(inColor: console.hasColor) + "\u{1b}[K" }.joined(separator: "\r\n")
        write("\u{1b}[H" + text + "\u{1b}[J")
    }

    /// Nothing is drawn on a screen that belongs to somebody else.
    private func write(_ text: String) {
        state.withLock { if $0.isTaken { console.write(text) } }
    }
}
