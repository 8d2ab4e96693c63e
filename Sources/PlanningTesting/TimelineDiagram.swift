import Planning
public import Simulation

/// A simulated run drawn as text: a row for each piece of work in the order in which they start, a
/// column for each second of virtual time.
///
///     V1 =====d
///     D1 ==>
///     V2   =====y
///     -- -----1-2
///
/// `D`, `V` and `T` are drafts, verifications and executions with their position. `=` is time spent;
/// the last letter says how it ended: `>` drafted, `y` the verifier agreed with the draft, `n` it
/// disagreed, `d` it decided without a draft, `o` observed, `!` failed, `x` cancelled. The last row
/// shows commits; `|` ends the run. Commits at the same instant stand in one column, the last wins.
public struct TimelineDiagram: Sendable, Hashable, CustomStringConvertible {
    /// The drawing, without trailing spaces.
    public let description: String

    /// Draws a run whose times are whole seconds.
    public init(_ run: SimulatedRun) {
        var rows = run.work.map { work in
            let start = Int(work.start)
            let end = Int(work.end ?? run.latency)
            return Self.name(of: work) + String(repeating: " ", count: start)
                + String(repeating: "=", count: max(end - start, 0)) + Self.symbol(of: work.ending)
        }
        var commits = [Character](repeating: "-", count: Int(run.latency) + 1)
        for (index, time) in run.commitTimes.enumerated() { commits[Int(time)] = Character("\((index + 1) % 10)") }
        rows.append("-- " + String(commits) + "|")
        description = rows.joined(separator: "\n")
    }

    private static func name(of work: SimulatedRun.Work) -> String {
        let letter =
            switch work.kind {
            case .draft: "D"
            case .verification: "V"
            case .execution: "T"
            }
        return "\(letter)\(work.position) "
    }

    private static func symbol(of ending: SimulatedRun.Work.Ending?) -> String {
        switch ending {
        case .drafted: ">"
        case .agreed: "y"
        case .disagreed: "n"
        case .decided: "d"
        case .observed: "o"
        case .failed: "!"
        case .cancelled: "x"
        case nil: "…"
        }
    }
}
