import Benchmarking
import Foundation

/// What `outrider bench tasks` prints for people.
enum TaskTables {
    /// How everybody did; times, calls and costs are means for a task.
    static func standings(_ report: TaskReport) -> Table {
        let isPaid = report.contestants.contains { $0.dollars?.mean ?? 0 > 0 }
        let hasTokens = report.contestants.contains { $0.verifierTokens.mean > 0 }
        return Table(
            columns: ["strategy", "runs", "solved", "optimal", "time", "cost"]
                + ["verifier calls"] + (hasTokens ? ["verifier tokens"] : []) + ["verifier time", "unfinished"],
            rows: report.contestants.map { one in
                [one.contestant, "\(one.runs)", percent(one.solved), percent(one.optimal), seconds(one.latency)]
                    + [one.dollars.map { isPaid ? "$" + significant($0.mean) : "free" } ?? "unknown"]
                    + [number(one.verifierCalls, 1)] + (hasTokens ? [number(one.verifierTokens, 0)] : [])
                    + [seconds(one.verifierSeconds), "\(one.unfinished)"]
            }, dispensable: ["unfinished", "verifier time", "verifier tokens", "runs"])
    }

    /// Everybody beside the baseline; nil where there is nobody else.
    static func comparisons(_ report: TaskReport) -> Table? {
        let compared = report.contestants.compactMap { one in one.comparison.map { (one.contestant, $0) } }
        guard !compared.isEmpty else { return nil }
        return Table(
            columns: ["strategy", "accuracy, points", "time", "cost", "verifier calls", "verifier time"],
            rows: compared.map { name, comparison in
                [name, points(comparison.accuracyPoints)]
                    + [comparison.latency, comparison.dollars, comparison.verifierCalls, comparison.verifierSeconds]
                    .map(times)
            })
    }

    private static func percent(_ value: Estimate) -> String {
        "\(number(100 * value.mean, 1)) % [\(number(100 * value.low, 1)), \(number(100 * value.high, 1))]"
    }

    private static func points(_ value: Estimate) -> String {
        "\(signed(value.mean)) [\(signed(value.low)), \(signed(value.high))]"
    }

    private static func signed(_ value: Double) -> String { String(format: "%+.1f", value) }

    private static func times(_ value: Estimate?) -> String {
        value.map { "\(number($0.mean, 3))× [\(number($0.low, 3)), \(number($0.high, 3))]" } ?? "–"
    }

    private static func seconds(_ value: Estimate) -> String { significant(value.mean) + " s" }

    private static func significant(_ value: Double) -> String {
        String(format: abs(value) < 1000 ? "%.3g" : "%.0f", value)
    }

    private static func number(_ value: Estimate, _ decimals: Int) -> String { number(value.mean, decimals) }

    private static func number(_ value: Double, _ decimals: Int) -> String { String(format: "%.\(decimals)f", value) }
}
