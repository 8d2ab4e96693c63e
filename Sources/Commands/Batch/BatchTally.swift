import Planning

/// How far a batch is, in figures and in one line of words.
struct BatchTally {
    let total: Int
    /// Done before the batch was resumed.
    let earlier: Int
    var running = 0
    /// Tasks of which nobody knows what they cost.
    private(set) var unpriced = 0
    private(set) var counts: [RunStatus: Int] = [:]

    init(total: Int, earlier: Int) {
        self.total = total
        self.earlier = earlier
    }

    /// Tasks that are done.
    var done: Int { earlier + ended }

    private var ended: Int { counts.values.reduce(0, +) }

    /// Whether the task that ended last completed a tenth of all.
    var isTenth: Bool { total > 0 && done * 10 / total > (done - 1) * 10 / total }

    mutating func add(_ result: BatchResult) {
        counts[result.status, default: 0] += 1
        if result.isUnpriced { unpriced += 1 }
    }

    /// Such as `▰▰▱▱▱▱▱▱▱▱ 1,234 of 10,000 · 256 running · 3 failed · $0.42 of $5.00 · about 3m left`.
    /// - Parameters:
    ///   - expense: what is used, or held by calls that are open.
    ///   - riding: drafts that are unverified.
    ///   - waiting: drafts that wait for their turn.
    func line(
        after elapsed: Duration, expense: Expense, limit: ExpenseLimit, riding: Int, waiting: Int, width: Int
    ) -> String {
        var parts = ["\(done.grouped) of \(total.grouped)", "\(running.grouped) running"]
        let failed = counts[.failed] ?? 0
        if failed > 0 { parts.append("\(failed.grouped) failed") }
        let stopped = counts[.limit] ?? 0
        if stopped > 0 { parts.append("\(stopped.grouped) at a limit") }
        if riding + waiting > 0 {
            parts.append("\(riding) drafts ahead" + (waiting > 0 ? " (\(waiting) waiting)" : ""))
        }
        parts.append("\(expense.cost)" + (unpriced > 0 ? " + ?" : "") + (limit.cost.map { " of \($0)" } ?? ""))
        if let tokens = limit.tokens { parts.append("\(expense.tokens.grouped) of \(tokens.spokenTokens)") }
        if ended > 0, done < total {
            parts.append("about \((elapsed / ended * (total - done)).spoken) left")
        }
        let bar = LimitGauge.bar(total > 0 ? Double(done) / Double(total) : 1, columns: 10)
        return "\(bar) \(parts.joined(separator: " · "))".clipped(to: max(width, 1))
    }
}
