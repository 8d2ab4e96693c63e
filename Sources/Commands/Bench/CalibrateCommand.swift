import ArgumentParser
import Benchmarking
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
        let workload =
            if let traces {
                try TraceWorkload(contentsOf: URL(filePath: traces), name: traces)
            } else {
                try await LedgerTraces(places).workload
            }
        let calibration = Calibration(workload, prices: prices.flatMap { TokenPrices($0) })
        if json {
            Console.output.print(try jsonText(calibration))
        } else {
            BenchTables.choices(calibration).print(to: .output)
            Console.output.print("")
            Console.output.print(advice(calibration))
        }
        return .success
    }

    private func advice(_ calibration: Calibration) -> String {
        let base = "\(calibration.tasks) runs with \(calibration.verdicts) drafts"
        if let lambda = calibration.suggestion {
            return "Suggested: --lambda \(lambda), by \(base). It is where the time that is won is cheapest."
        }
        let isEnough =
            calibration.tasks >= Calibration.enoughTasks && calibration.verdicts >= Calibration.enoughVerdicts
        return isEnough
            ? "No λ is suggested: with these drafts there is no time to be won (\(base))."
            : "Too few runs to suggest a λ: \(base), and it takes \(Calibration.enoughTasks) runs with "
                + "\(Calibration.enoughVerdicts) drafts. Drafts are recorded when λ is above 0."
    }
}
