import Foundation
import Synchronization

/// What a program printed before it ended, and how it ended.
public struct ProgramReply: Sendable, Hashable {
    /// Its standard output.
    public let output: [UInt8]
    /// Whether it had more to say than was wanted.
    public let isCut: Bool
    /// Whether it took longer than it had, and was ended.
    public let isOverdue: Bool
    /// How it ended.
    public let exit: ProgramExit
}

extension ChildProgram {
    /// Runs the program to its end. Cancelling the task ends it and all that it has started.
    /// - Parameters:
    ///   - input: what it reads on its standard input.
    ///   - outputLimit: the most bytes of what it prints that are kept.
    ///   - merging: whether what it writes to its standard error is kept as well, in between, and whatever is beyond
    ///     the limit passed over. Otherwise standard error goes nowhere, and a program that prints too much is ended.
    ///   - timeLimit: how long it may take; nil is as long as it likes.
    /// - Throws: ``ProgramError``, or `CancellationError`.
    public func reply(
        to input: [UInt8], outputLimit: Int, merging: Bool = false, timeLimit: Duration? = nil
    ) async throws -> ProgramReply {
        try Task.checkCancellation()
        let running = try RunningProgram(self, input: input, isMerging: merging)
        let alarm = DispatchWorkItem { running.end(overdue: true) }
        if let timeLimit {
            let nanoseconds = Int((timeLimit / .nanoseconds(1)).rounded())
            DispatchQueue.global().asyncAfter(deadline: .now() + .nanoseconds(nanoseconds), execute: alarm)
        }
        defer { alarm.cancel() }
        let reply = await withTaskCancellationHandler {
            await Blocking.call { running.finish(outputLimit) }
        } onCancel: {
            running.end()
        }
        try Task.checkCancellation()
        return reply
    }
}

/// A program that runs for its output.
private final class RunningProgram: Sendable {
    private let pid: Int32
    private let output: Int32
    private let family: ProcessFamily
    private let isMerging: Bool
    private let state = Mutex(State())

    private struct State {
        /// Whether the process has been collected: then its number may be another's.
        var isOver = false
        var isOverdue = false
    }

    init(_ program: ChildProgram, input: [UInt8], isMerging: Bool) throws(ProgramError) {
        self.isMerging = isMerging
        let mark = UUID().uuidString
        // A file, so that a program that reads nothing holds nobody up.
        guard let source = tmpfile() else { throw ProgramError(path: program.path, number: errno) }
        defer { fclose(source) }
        guard fwrite(input, 1, input.count, source) == input.count, fflush(source) == 0 else {
            throw ProgramError(path: program.path, number: errno)
        }
        rewind(source)
        let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
        guard nowhere >= 0 else { throw ProgramError(path: program.path, number: errno) }
        defer { close(nowhere) }
        let pipe = try PipeEnds(for: program.path)
        defer { close(pipe.writing) }
        do throws(ProgramError) {
            pid = try program.marked(mark).start(
                input: fileno(source), output: pipe.writing, errors: isMerging ? nil : nowhere, diesWithThread: false)
        } catch {
            close(pipe.reading)
            throw error
        }
        output = pipe.reading
        family = ProcessFamily(startedAs: pid, mark: mark)
    }

    /// Ends the program and all it has started.
    func end(overdue: Bool = false) {
        state.withLock { state in
            guard !state.isOver else { return }
            state.isOverdue = state.isOverdue || overdue
            family.signal(SIGKILL)
        }
    }

    /// Reads what the program prints, and waits for its end. Blocks.
    func finish(_ limit: Int) -> ProgramReply {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        var isCut = false
        while !isCut || isMerging {
            let count = read(output, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            isCut = isCut || bytes.count + count > limit
            bytes += buffer[..<min(count, limit - bytes.count)]
        }
        close(output)
        if isCut, !isMerging { end() }
        var exit: ProgramExit?
        while exit == nil {
            var status: Int32 = 0
            let collected = waitpid(pid, &status, 0)
            if collected == pid { exit = ProgramExit(status: status) } else if errno != EINTR { exit = .status(127) }
        }
        let isOverdue = state.withLock { state in
            state.isOver = true
            return state.isOverdue
        }
        // What it left running has nobody left to speak to.
        family.signal(SIGKILL)
        return ProgramReply(output: bytes, isCut: isCut, isOverdue: isOverdue, exit: exit ?? .status(127))
    }
}
