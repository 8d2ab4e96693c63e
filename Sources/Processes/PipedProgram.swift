import Foundation
import Synchronization

/// A program that runs beside this one and is spoken to through its standard streams, such as a server that a client
/// has to itself.
///
/// What it writes is handed over from a thread of its own, piece by piece, from when somebody listens; what it is told
/// waits in a queue until the program takes it. Neither side can hold the other up: a program that reads nothing is
/// told no more once ``backlogLimit`` bytes wait for it. Whoever starts one ends it with ``end(by:)``; letting go of it
/// kills it.
public final class PipedProgram: Sendable {
    /// What becomes of what the program says. All of it is called from one thread, in order.
    public struct Listener: Sendable {
        /// It has written to its standard output.
        public let output: @Sendable ([UInt8]) -> Void
        /// It has written to its standard error.
        public let errors: @Sendable ([UInt8]) -> Void
        /// It will write nothing more to its standard output; how it ended, if it has. Comes once, and last but for
        /// what it still writes to its standard error.
        public let ended: @Sendable (ProgramExit?) -> Void

        /// A listener.
        public init(
            output: @escaping @Sendable ([UInt8]) -> Void, errors: @escaping @Sendable ([UInt8]) -> Void,
            ended: @escaping @Sendable (ProgramExit?) -> Void
        ) {
            self.output = output
            self.errors = errors
            self.ended = ended
        }
    }

    /// The most bytes that may wait for the program to read them.
    public static let backlogLimit = 16 << 20

    private let process: PipedProcess
    private let input: InputPipe
    /// The reading ends of its output and its errors, until somebody listens.
    private let unread: Mutex<(output: Int32, errors: Int32)?>

    /// Starts the program.
    /// - Throws: ``ProgramError``.
    public init(_ program: ChildProgram) throws(ProgramError) {
        let mark = UUID().uuidString
        var pipes: [PipeEnds] = []
        var pid: Int32 = -1
        do throws(ProgramError) {
            for _ in 0..<3 { pipes.append(try PipeEnds(for: program.path)) }
            pid = try program.marked(mark).start(
                input: pipes[0].reading, output: pipes[1].writing, errors: pipes[2].writing, diesWithThread: false)
        } catch {
            for pipe in pipes { for end in [pipe.reading, pipe.writing] { close(end) } }
            throw error
        }
        for end in [pipes[0].reading, pipes[1].writing, pipes[2].writing] { close(end) }
        input = InputPipe(pipes[0].writing)
        process = PipedProcess(pid: pid, family: ProcessFamily(startedAs: pid, mark: mark))
        unread = Mutex((pipes[1].reading, pipes[2].reading))
    }

    deinit {
        input.close()
        kill()
        process.giveUp()
        if let (output, errors) = unread.withLock({ $0 }) { for end in [output, errors] { close(end) } }
    }

    /// Hands what the program writes to `listener`, from its first byte. Whoever comes later hears nothing.
    public func listen(with listener: Listener) {
        let streams = unread.withLock { unread in
            defer { unread = nil }
            return unread
        }
        guard let (output, errors) = streams else { return }
        let reader = OutputReader(output: output, errors: errors, process: process, listener: listener)
        Thread.detachNewThread { reader.run() }
    }

    /// Queues bytes for its standard input.
    /// - Returns: false when too much waits already, and nothing was queued. What a program does not read any more is
    ///   dropped without a word: its end says so.
    public func write(_ bytes: [UInt8]) -> Bool {
        input.write(bytes)
    }

    /// Ends the program and all it has started by force, without waiting.
    public func kill() {
        process.signal(SIGKILL)
    }

    /// Ends the program and all it has started, and returns when they are gone or not even the last step helped.
    /// Cancelling the task changes nothing. Safe to call twice.
    public func end(by teardown: Teardown) async {
        await withCheckedContinuation { ended in
            // A thread of its own, because it waits.
            Thread.detachNewThread { [self] in
                carryOut(teardown)
                ended.resume()
            }
        }
    }

    private func carryOut(_ teardown: Teardown) {
        var teardown = teardown
        let start = ContinuousClock.now
        while true {
            switch teardown.next(at: ContinuousClock.now - start, isGone: process.isGone) {
            case .act(.close): input.close()
            case .act(.terminate): process.signal(SIGTERM)
            case .act(.kill): kill()
            case .wait: Thread.sleep(forTimeInterval: 0.01)
            case .end:
                input.close()
                return process.giveUp()
            }
        }
    }
}
