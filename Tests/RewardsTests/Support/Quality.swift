import Foundation

/// How well chances foresaw what came true.
struct Quality: CustomStringConvertible {
    private(set) var outcomes: [(chance: Double, isRight: Bool)] = []

    mutating func add(_ chance: Double, _ isRight: Bool) { outcomes.append((chance, isRight)) }

    /// The mean logarithmic loss, in nats.
    var logLoss: Double {
        outcomes.reduce(0) { $0 - log($1.isRight ? $1.chance : 1 - $1.chance) } / Double(outcomes.count)
    }

    /// The logarithmic loss of always saying the share that came true.
    var baseLoss: Double {
        let share = Double(outcomes.count { $0.isRight }) / Double(outcomes.count)
        return share > 0 && share < 1 ? -share * log(share) - (1 - share) * log(1 - share) : 0
    }

    /// The mean squared error.
    var brier: Double {
        outcomes.reduce(0) { $0 + pow($1.chance - ($1.isRight ? 1 : 0), 2) } / Double(outcomes.count)
    }

    /// The chance that of a right and a wrong one the right one has the higher chance; equal ones count half.
    var areaUnderCurve: Double {
        let right = outcomes.filter(\.isRight), wrong = outcomes.filter { !$0.isRight }
        var sum = 0.0
        for one in right {
            for other in wrong { sum += one.chance > other.chance ? 1 : one.chance == other.chance ? 0.5 : 0 }
        }
        return sum / Double(right.count * wrong.count)
    }

    /// How far said and found are apart, over ten equal intervals, weighted by how many fall there.
    var calibrationError: Double {
        let bins = Dictionary(grouping: outcomes) { min(Int($0.chance * 10), 9) }
        return bins.values.reduce(0) { sum, bin in
            let said = bin.reduce(0) { $0 + $1.chance }, found = Double(bin.count { $0.isRight })
            return sum + abs(said - found)
        } / Double(outcomes.count)
    }

    var description: String {
        let figures = [
            "AUC": areaUnderCurve, "ECE": calibrationError, "log-loss": logLoss, "of the share": baseLoss,
            "Brier": brier,
        ]
        return "\(outcomes.count) outcomes, "
            + figures.sorted { $0.key < $1.key }.map { "\($0.key) \(String(format: "%.4f", $0.value))" }
            .joined(separator: ", ")
    }
}
