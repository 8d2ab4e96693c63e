import Foundation
import Planning

/// Standard output or standard error.
///
/// Answers go to standard output, everything else to standard error. A reader that goes away, as in
/// `outrider runs | head`, is no error.
struct Console: Sendable {
    let descriptor: Int32
    /// Whether it is a screen of any kind, where control characters would do harm.
    let isScreen: Bool
    /// Whether a person looks at it, so that lines may be redrawn.
    let isTerminal: Bool
    /// Whether colours may be used.
    let hasColor: Bool

    /// - Parameter environment: `NO_COLOR` and `TERM=dumb` are honoured.
    init(descriptor: Int32, environment: [String: String]) {
        self.descriptor = descriptor
        let isDumb = environment["TERM"] == "dumb"
        isScreen = isatty(descriptor) == 1
        isTerminal = isScreen && !isDumb
        hasColor = isTerminal && (environment["NO_COLOR"] ?? "").isEmpty
    }

    static let output = Console(descriptor: STDOUT_FILENO, environment: ProcessInfo.processInfo.environment)
    static let error = Console(descriptor: STDERR_FILENO, environment: ProcessInfo.processInfo.environment)

    func print(_ line: String) {
        write(line + "\n")
    }

    /// Prints what others wrote, such as a model: exactly to a file or a program, and to a screen
    /// without anything that would steer it.
    func print(foreign text: String) {
        print(isScreen ? text.readable : text)
    }

    func write(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if written > 0 {
                bytes = bytes.dropFirst(written)
            } else if errno == EAGAIN {
                // Somebody else has made it non-blocking: wait until there is room.
                var room = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = poll(&room, 1, 1000)
            } else if errno != EINTR {
                return
            }
        }
    }

    /// The width in columns; 80 where nobody says.
    var width: Int { size.map { Int($0.ws_col) } ?? 80 }

    /// The height in lines; 24 where nobody says.
    var height: Int { size.map { Int($0.ws_row) } ?? 24 }

    private var size: winsize? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return nil }
        return size
    }
}
