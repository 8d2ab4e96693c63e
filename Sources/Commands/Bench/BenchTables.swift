import Benchmarking
import Foundation

/// What `outrider bench` and `outrider calibrate` print for people.
enum BenchTables {
    static func judgements(_ judgements: [TraceJudgement]) -> Table {
        Table(
            columns: ["controller", "λ", "J", "J*", "efficiency", "time", "cost", "accepted", "wasted"] + paper
                + ["steps/s"],
            rows: judgements.map { judgement in
                let figures = judgement.figures
                return [
                    judgement.controller, text(judgement.lambda, 2), text(judgement.objective, 3),
                    text(judgement.oracle, 3), part(judgement.efficiency), text(figures.relativeLatency, 3),
                    text(figures.relativeCost, 3), part(figures.acceptance), part(figures.wastedPart),
                ] + paper(figures) + [text(judgement.stepsPerSecond, 0)]
            })
    }

    static func groups(_ report: SuiteReport) -> Table {
        Table(
            columns: ["workload", "arrangement", "λ", "controller", "J", "J after warm-up", "J*", "efficiency", "time"]
                + ["cost", "accepted", "wasted"] + paper,
            rows: report.groups.map { group in
                [
                    group.key.workload, group.key.arrangement, text(group.key.lambda, 2), group.key.controller,
                    group.score.objective.words, group.afterWarmUp?.objective.words ?? "–",
                    text(group.score.oracle, 3), part(group.score.efficiency),
                    group.relativeLatency.words, group.relativeCost.words, part(group.figures.acceptance),
                    part(group.figures.wastedPart),
                ] + paper(group.figures)
            })
    }

    static func duels(_ report: SuiteReport) -> [(String, Table)] {
        let tables = [
            ("J against the best fixed depth, in pairs (below 0 is better)", report.duels),
            ("J against continuous scheduling with early repair, in pairs", report.arrangements),
        ]
        return tables.filter { !$1.isEmpty }.map { title, duels in
            let rows = duels.map { duel in
                [
                    duel.key.workload, duel.key.arrangement, text(duel.key.lambda, 2), duel.key.controller,
                    duel.opponent, duel.difference.words, duel.differenceAfterWarmUp?.words ?? "–",
                ]
            }
            return (
                title,
                Table(
                    columns: ["workload", "arrangement", "λ", "controller", "against", "difference", "after warm-up"],
                    rows: rows)
            )
        }
    }

    static func choices(_ calibration: Calibration) -> Table {
        Table(
            columns: ["λ", "seconds", "of alone", "cost", "of alone", "wasted"],
            rows: calibration.choices.map { choice in
                [
                    text(choice.lambda, 1) + (choice.lambda == calibration.suggestion ? " ←" : ""),
                    text(choice.seconds, 1), part(choice.relativeLatency),
                    choice.dollars.map { "$" + text($0, 4) } ?? "unknown", part(choice.relativeCost),
                    part(choice.wastedPart),
                ]
            })
    }

    private static let paper = ["ΔP", "ΔG", "Δcost", "T", "MC", "K"]

    private static func paper(_ figures: TaskFigures) -> [String] {
        [
            part(figures.extraPrompt), part(figures.extraGeneration), part(figures.extraCost),
            text(figures.paperTime, 3), text(figures.extraConcurrency, 1),
            figures.paperDepth.map { text($0, 2) } ?? "–",
        ]
    }

    private static func part(_ value: Double?) -> String { value.map { text(100 * $0, 1) + " %" } ?? "–" }

    private static func text(_ value: Double, _ decimals: Int) -> String {
        String(format: "%.\(decimals)f", value)
    }
}
