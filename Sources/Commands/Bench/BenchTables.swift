import Benchmarking
import Control
import Foundation

/// What `outrider bench` and `outrider calibrate` print for people.
enum BenchTables {
    static func judgements(_ judgements: [TraceJudgement]) -> Table {
        Table(
            columns: ["controller", "λ", "J", "J*", "efficiency", "time", "cost", "accepted", "wasted"] + paper
                + ["steps/s"],
            rows: judgements.map { judgement in
                let (score, figures) = (judgement.score, judgement.figures)
                return [
                    judgement.controller, text(judgement.lambda, 2), text(score.objective, 3),
                    text(score.oracle.objective, 3), efficiency(score.efficiency), text(score.latency, 3),
                    text(score.cost, 3), part(figures.acceptance), part(figures.wastedPart),
                ] + paper(figures) + [text(judgement.stepsPerSecond, 0)]
            }, dispensable: paper + ["wasted"])
    }

    /// How good everybody was.
    static func groups(_ report: SuiteReport) -> Table {
        let isWarmedUp = report.groups.contains { $0.afterWarmUp != nil }
        let hasQuota = report.groups.contains { $0.score.reachable != nil }
        return Table(
            columns: setting + ["J"] + (isWarmedUp ? ["J after warm-up"] : []) + ["J*", "efficiency"]
                + (hasQuota ? ["J reachable", "of reachable"] : []) + ["time", "cost", "accepted", "wasted"],
            rows: report.groups.map { group in
                let score = group.score
                let warmedUp = isWarmedUp ? [group.afterWarmUp?.objective.words ?? "–"] : []
                let quota =
                    hasQuota
                    ? [score.reachable.map { text($0.objective, 3) } ?? "–", efficiency(score.reachableEfficiency)] : []
                return setting(group.key) + [score.objective.words] + warmedUp
                    + [text(score.oracle.objective, 3), efficiency(score.efficiency)] + quota
                    + [
                        score.latency.words, score.cost.words, part(group.figures.acceptance),
                        part(group.figures.wastedPart),
                    ]
            }, dispensable: ["wasted", "accepted", "arrangement", "J*", "workload"])
    }

    /// What the paper tells of its settings. Whoever does not heed λ stands there once.
    static func paper(_ report: SuiteReport) -> Table {
        let hasShares = report.groups.contains { $0.paperShares != nil }
        let groups = report.groups.filter { group in
            Contestant(group.key.controller)?.heedsLambda != false
                || group.key.lambda == report.groups.first?.key.lambda
        }
        return Table(
            columns: setting + paper + (hasShares ? ["T/k2", "P/k2", "G/k2", "cost/k2"] : []),
            rows: groups.map { group in
                var setting = setting(group.key)
                if Contestant(group.key.controller)?.heedsLambda == false { setting[2] = "any" }
                let shares = group.paperShares.map { [$0.time, $0.prompt, $0.generation, $0.cost] }
                return setting + paper(group.figures)
                    + (hasShares ? shares?.map { text($0, 3) } ?? ["–", "–", "–", "–"] : [])
            })
    }

    private static let setting = ["workload", "arrangement", "λ", "controller"]

    private static func setting(_ key: TrialKey) -> [String] {
        [key.workload, key.arrangement, text(key.lambda, 2), key.controller]
    }

    static func duels(_ report: SuiteReport) -> [(String, Table)] {
        let tables = [
            ("J against the best fixed depth, in pairs (below 0 is better)", report.duels),
            ("J against continuous scheduling with early repair, in pairs", report.arrangements),
        ]
        return tables.filter { !$1.isEmpty }.map { title, duels in
            let rows = duels.map { duel in
                setting(duel.key)
                    + [duel.opponent, duel.difference.words, duel.differenceAfterWarmUp?.words ?? "–"]
            }
            return (title, Table(columns: setting + ["against", "difference", "after warm-up"], rows: rows))
        }
    }

    static func choices(_ calibration: Calibration) -> Table {
        let unit =
            switch calibration.basis {
            case .dollars: "dollars"
            case .tokens: "tokens"
            case .seconds: "call seconds"
            }
        return Table(
            columns: ["λ", "seconds", "of alone", unit, "of alone", "wasted"],
            rows: calibration.choices.map { choice in
                [
                    text(choice.lambda, 1) + (choice.lambda == calibration.suggestion ? " ←" : ""),
                    text(choice.seconds, 1), part(choice.relativeLatency),
                    calibration.basis == .dollars
                        ? "$" + text(choice.cost, 4) : text(choice.cost, calibration.basis == .tokens ? 0 : 1),
                    part(choice.relativeCost), part(choice.wastedPart),
                ]
            })
    }

    private static let paper = ["ΔP", "ΔG", "Δcost", "T", "MC", "K"]

    private static func paper(_ figures: TaskFigures) -> [String] {
        let paper = PaperFigures(figures)
        return [
            part(paper.extraPrompt), part(paper.extraGeneration), part(paper.extraCost), text(paper.time, 3),
            text(paper.concurrency, 1), paper.depth.map { text($0, 2) } ?? "–",
        ]
    }

    static func part(_ value: Double?) -> String { value.map { text(100 * $0, 1) + " %" } ?? "–" }

    /// Where next to nothing can be won, what is lost is many times that, and the figure says nothing.
    private static func efficiency(_ value: Double?) -> String {
        value.map { $0 < -10 ? "below −1000 %" : part($0) } ?? "–"
    }

    private static func text(_ value: Double, _ decimals: Int) -> String {
        let text = String(format: "%.\(decimals)f", value)
        return text.contains { $0 != "-" && $0 != "0" && $0 != "." } ? text : text.replacing("-", with: "")
    }
}
