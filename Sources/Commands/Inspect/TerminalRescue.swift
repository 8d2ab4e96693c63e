import Foundation

/// Gives the terminal back when the process crashes while it has the screen: a trap must not leave a
/// terminal in which nothing can be seen or typed.
///
/// What a handler of signals may use has to be there beforehand, hence the globals. They are written by one
/// thread, before the handlers are set.
enum TerminalRescue {
    private static let crashes = [SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP, SIGQUIT]

    static func arm(restoring original: termios) {
        rescuedSettings = original
        for number in crashes { signal(number, rescueTerminal) }
    }

    static func disarm() {
        for number in crashes { signal(number, SIG_DFL) }
    }
}

nonisolated(unsafe) private var rescuedSettings = termios()

/// Leaves the other page, shows the cursor.
private let farewell: StaticString = "\u{1b}[0m\u{1b}[?25h\u{1b}[?1049l"

private func rescueTerminal(_ number: Int32) {
    _ = write(STDOUT_FILENO, farewell.utf8Start, farewell.utf8CodeUnitCount)
    tcsetattr(STDIN_FILENO, TCSANOW, &rescuedSettings)
    signal(number, SIG_DFL)
    raise(number)
}
