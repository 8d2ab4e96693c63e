import ArgumentParser
import Benchmarking
import Control
import Foundation
import Simulation

/// `outrider calibrate`
struct CalibrateCommand: OutriderSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "calibrate", abstract: "Say what λ would mean for your own runs, and suggest one.",
        discussion: """
            Your recorded runs are simulated again at λ = 0, 0.1, … 1, with the default controller. Nothing
            is spent. A trace file may stand in for the record.
            """)

    @Option(name: .long, help: ArgumentHelp("A trace file, in place of your own runs.", valueName: "file"))
    var traces: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "drafter_in,drafter_out,verifier_in,verifier_out in dollars per million tokens.", valueName: "list"))
    var prices: String?

    @Flag(name: .long, help: "Print one JSON document.")
    var json = false

    @OptionGroup(title: "Places") var places: PlaceFlags

    func validate() throws {
        if let prices, TokenPrices(prices) == nil {
            throw ValidationError("--prices is “\(prices)”, and it takes \(TokenPrices.form).")
        }
    }

    func perform() async throws -> ExitStatus {
        let crews: [(name: String?, workload: TraceWorkload)] =
            if let traces {
                [(nil, try TraceWorkload(contentsOf: URL(filePath: traces), name: traces))]
            } else {
                try await LedgerTraces(places).crews
            }
        let results = crews.map { crew in
            CrewCalibration(
                crew: crew.name, calibration: Calibration(crew.workload, prices: prices.flatMap { TokenPrices($0) }))
        }
        if json {
            Console.output.print(try jsonText(["calibrations": results]))
        } else {
            for (index, result) in results.enumerated() {
                if index > 0 { Console.output.print("") }
                if let crew = result.crew { Console.output.print(crew) }
                if result.calibration.verdicts > 0 {
                    BenchTables.choices(result.calibration).print(to: .output)
                }
                Console.output.print(Self.advice(result.calibration))
            }
        }
        return .success
    }

    private static func advice(_ calibration: Calibration) -> String {
        func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
        let base = "\(count(calibration.tasks, "run")) with \(count(calibration.verdicts, "draft"))"
        let unit =
            switch (calibration.basis, calibration.isFree) {
            case (.dollars, _): ""
            case (.tokens, true): " The models are free: λ weighs time against tokens."
            case (.tokens, false): " Prices are unknown: λ weighs time against tokens."
            case (.seconds, true): " The models are free: λ weighs time against the seconds that calls keep them busy."
            case (.seconds, false): " Neither prices nor tokens are known: λ weighs time against the seconds of calls."
            }
        guard let lambda = calibration.suggestion,
            let choice = calibration.choices.first(where: { $0.lambda == lambda })
        else {
            let isEnough =
                calibration.tasks >= Calibration.enoughTasks && calibration.verdicts >= Calibration.enoughVerdicts
            return isEnough
                ? "No λ is suggested: with these drafts there is no time to be won (\(base))."
                : "Too few runs to suggest a λ: \(base), and it takes \(Calibration.enoughTasks) runs with "
                    + "\(Calibration.enoughVerdicts) drafts. Drafts are recorded when λ is above 0."
        }
        return
            "Suggested: --lambda \(lambda), by \(base). It takes \(BenchTables.part(choice.relativeLatency)) of the time "
            + "of the verifier alone, for \(BenchTables.part(choice.relativeCost)) of its cost; beyond it, time that is "
            + "won costs more than the time won before.\(unit)"
    }
}

/// What is known of one pair of agents.
private struct CrewCalibration: Encodable {
    /// Nil for tasks of a trace file.
    let crew: String?
    let calibration: Calibration

    private enum CodingKeys: String, CodingKey { case crew }

    func encode(to encoder: any Encoder) throws {
        try calibration.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(crew, forKey: .crew)
    }
}
