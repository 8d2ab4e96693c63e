import Foundation

/// A pipe that no child inherits by accident.
struct PipeEnds {
    let reading: Int32
    let writing: Int32

    /// - Parameter path: the program that it is for.
    init(for path: String) throws(ProgramError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw ProgramError(path: path, number: errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (reading, writing) = (ends[0], ends[1])
    }
}
