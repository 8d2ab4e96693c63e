import Foundation

/// How the drafter does in the present task, beside what was expected of it: the steps of a task are right
/// or wrong together more often than chance has it.
///
/// Five opinions are held at once on how much the verdicts of a task tell about its next step: nothing; or
/// as much as if one or three verdicts as expected had come before, be it over the whole task or over its
/// newest steps. Each weighs by how well it foresaw the verdicts so far: Bayesian averaging, with evidence
/// that fades.
struct TaskForm: Sendable, Hashable, Codable {
    /// The verdicts of a task so far.
    struct Record: Sendable, Hashable, Codable {
        private var whole = Tally()
        private var newest = Tally()

        /// The next draft, which was expected to be right with this chance, turned out.
        mutating func add(_ expected: Double, isRight: Bool) {
            whole.add(expected, isRight: isRight, memory: 1)
            newest.add(expected, isRight: isRight, memory: 0.8)
        }

        /// What each opinion makes of the odds.
        fileprivate var factors: [Double] {
            [1, whole.factor(1), whole.factor(3), newest.factor(1), newest.factor(3)]
        }
    }

    /// The present task's.
    private(set) var record = Record()
    /// The logarithm of each opinion's weight.
    private var evidence = prior

    /// Another task begins.
    mutating func start() { record = Record() }

    /// The chance of a draft after these verdicts, when `expected` is all that is known otherwise.
    func chance(_ expected: Double, after record: Record) -> Double {
        let odds = expected / (1 - expected)
        let most = evidence.max() ?? 0
        var (sum, total) = (0.0, 0.0)
        for (evidence, factor) in zip(evidence, record.factors) {
            let weight = exp(evidence - most)
            sum += weight * odds * factor / (1 + odds * factor)
            total += weight
        }
        return AcceptanceEstimator.bounded(sum / total)
    }

    /// Takes a verdict of the present task.
    mutating func learn(_ expected: Double, isRight: Bool) {
        let odds = expected / (1 - expected)
        for (index, factor) in record.factors.enumerated() {
            let chance = AcceptanceEstimator.bounded(odds * factor / (1 + odds * factor))
            let faded = Self.prior[index] + Self.memory * (evidence[index] - Self.prior[index])
            evidence[index] = faded + log(isRight ? chance : 1 - chance)
        }
        record.add(expected, isRight: isRight)
    }

    /// At first verdicts of a task are held to say nothing.
    private static let prior = [4.0, 0, 0, 0, 0]
    private static let memory = 0.998

    init() {}

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        record = try container.decode(Record.self, forKey: .record)
        evidence = try container.decode([Double].self, forKey: .evidence)
        guard evidence.count == Self.prior.count, evidence.allSatisfy(\.isFinite) else {
            throw DecodingError.dataCorruptedError(
                forKey: .evidence, in: container, debugDescription: "There are not as many opinions as weights.")
        }
    }
}

/// Verdicts, and how they were expected to come out.
private struct Tally: Sendable, Hashable, Codable {
    private var right = 0.0
    private var wrong = 0.0
    private var rightExpected = 0.0
    private var wrongExpected = 0.0

    mutating func add(_ expected: Double, isRight: Bool, memory: Double) {
        right = memory * right + (isRight ? 1 : 0)
        wrong = memory * wrong + (isRight ? 0 : 1)
        rightExpected = memory * rightExpected + expected
        wrongExpected = memory * wrongExpected + 1 - expected
    }

    /// By how much the odds were better than expected, where `strength` verdicts of each kind came as expected.
    func factor(_ strength: Double) -> Double {
        (right + strength) * (wrongExpected + strength) / ((rightExpected + strength) * (wrong + strength))
    }
}
