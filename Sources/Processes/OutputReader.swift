import Foundation

/// Reads what a ``PipedProgram`` writes, on a thread of its own, until the program is given up.
struct OutputReader {
    let output: Int32
    let errors: Int32
    let process: PipedProcess
    let listener: PipedProgram.Listener

    /// How long the program's last words and its end are waited for, once its output has ended.
    private static let lastWords = Duration.seconds(1)

    func run() {
        var hasOutput = true
        var hasErrors = true
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var ended: ContinuousClock.Instant?
        var isTold = false
        while !process.isGivenUp, hasOutput || hasErrors || !isTold {
            // What it has started may go on, and hold its output open.
            if ended == nil, process.exit != nil { ended = .now }
            if let since = ended, !isTold {
                let hasAll = !hasOutput && !hasErrors && process.exit != nil
                if hasAll || ContinuousClock.now - since >= Self.lastWords {
                    (isTold, hasOutput) = (true, false)
                    listener.ended(process.exit)
                    continue
                }
            }
            // A descriptor below zero is not looked at.
            var ready = [
                pollfd(fd: hasOutput ? output : -1, events: Int16(POLLIN), revents: 0),
                pollfd(fd: hasErrors ? errors : -1, events: Int16(POLLIN), revents: 0),
            ]
            // Whoever was left behind may keep the streams open, so that their end is not waited for alone.
            guard poll(&ready, 2, ended == nil ? 100 : 10) > 0 else { continue }
            // Errors first: they explain what follows.
            if ready[1].revents != 0 { hasErrors = read(errors, &buffer, to: listener.errors) }
            if ready[0].revents != 0 {
                hasOutput = read(output, &buffer, to: listener.output)
                if !hasOutput { ended = ended ?? .now }
            }
        }
        for descriptor in [output, errors] { close(descriptor) }
        if !isTold { listener.ended(process.exit) }
        collect()
    }

    /// Waits a moment for a program that was given up, so that nothing is left of it.
    private func collect() {
        for _ in 0..<100 where process.exit == nil { Thread.sleep(forTimeInterval: 0.01) }
    }

    /// - Returns: whether there may be more.
    private func read(_ descriptor: Int32, _ buffer: inout [UInt8], to listener: ([UInt8]) -> Void) -> Bool {
        let count = Foundation.read(descriptor, &buffer, buffer.count)
        if count > 0 { listener(Array(buffer[..<count])) }
        return count > 0 || (count < 0 && errno == EINTR)
    }
}
