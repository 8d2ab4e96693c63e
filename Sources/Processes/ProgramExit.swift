import Foundation

/// How a program ended.
public enum ProgramExit: Sendable, Hashable, CustomStringConvertible {
    /// By itself, with a status.
    case status(Int32)
    /// By a signal.
    case signal(Int32)

    /// Collects the child `pid` if it has ended; nil while it runs, and for what is no child.
    public static func of(_ pid: Int32) -> ProgramExit? {
        var status: Int32 = 0
        return waitpid(pid, &status, WNOHANG) == pid ? ProgramExit(status: status) : nil
    }

    /// Reads what `waitpid` says of a child that has ended.
    init(status: Int32) {
        let number = status & 0x7f
        self = number == 0 ? .status((status >> 8) & 0xff) : .signal(number)
    }

    /// `ended with status 3` or `was killed by signal 9`.
    public var description: String {
        switch self {
        case .status(let number): "ended with status \(number)"
        case .signal(let number): "was killed by signal \(number)"
        }
    }
}
