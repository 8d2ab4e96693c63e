import Benchmarking
import Synchronization
import Tasks

/// One line that says how far a bench is: redrawn on a terminal, and elsewhere now and then.
final class BenchProgress: Sendable {
    private let console: Console
    private let total: Int
    private let done = Mutex(0)

    init(console: Console, total: Int) {
        self.console = console
        self.total = total
    }

    /// Counts a run that has ended.
    func show(_ row: AttemptRow) {
        let count = done.withLock { done in
            done += 1
            return done
        }
        let line = "\(count)/\(total)  \(row.task)  \(row.contestant): \(row.verdict.grade.rawValue)"
        if console.isTerminal {
            console.write("\r\u{1b}[K" + line.clipped(to: console.width - 1))
        } else if count * 10 / total > (count - 1) * 10 / total {
            console.print(line)
        }
    }

    /// Takes the line away.
    func close() {
        if console.isTerminal { console.write("\r\u{1b}[K") }
    }
}
