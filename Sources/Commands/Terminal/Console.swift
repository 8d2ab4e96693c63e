import Foundation
import Planning

/// Standard output or standard error.
///
/// Answers go to standard output, everything else to standard error. A reader that goes away, as in
/// `outrider runs | head`, is no error.
struct Console: Sendable {
    let descriptor: Int32
    /// Whether a person looks at it, so that lines may be redrawn.
    let isTerminal: Bool
    /// Whether colours may be used.
    let hasColor: Bool

    /// - Parameter environment: `NO_COLOR` and `TERM=dumb` are honoured.
    init(descriptor: Int32, environment: [String: String]) {
        self.descriptor = descriptor
        let isDumb = environment["TERM"] == "dumb"
        isTerminal = isatty(descriptor) == 1 && !isDumb
        hasColor = isTerminal && (environment["NO_COLOR"] ?? "").isEmpty
    }

    static let output = Console(descriptor: STDOUT_FILENO, environment: ProcessInfo.processInfo.environment)
    static let error = Console(descriptor: STDERR_FILENO, environment: ProcessInfo.processInfo.environment)

    func print(_ line: String) {
        write(line + "\n")
    }

    func write(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            guard written > 0 else {
                if errno == EINTR || errno == EAGAIN { continue }
                return
            }
            bytes = bytes.dropFirst(written)
        }
    }

    /// The width in columns; 80 where nobody says.
    var width: Int {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }
}
