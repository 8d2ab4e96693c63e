public import Control
import Planning
public import Simulation

/// What λ would have meant for runs that were already made: the same tasks, simulated at every λ.
public struct Calibration: Sendable, Hashable, Encodable {
    /// What one λ leads to.
    public struct Choice: Sendable, Hashable, Encodable {
        /// λ.
        public let lambda: Double
        /// Seconds for a task, the mean.
        public let seconds: Double
        /// What a task costs, the mean, in the unit of ``Calibration/basis``.
        public let cost: Double
        /// The part of it that is spent in vain.
        public let wastedPart: Double
        /// Latency, where 1 is the verifier alone.
        public let relativeLatency: Double
        /// Cost, where 1 is the verifier alone.
        public let relativeCost: Double

        private enum CodingKeys: String, CodingKey {
            case lambda
            case seconds = "latency_s"
            case cost
            case wastedPart = "wasted_part"
            case relativeLatency = "relative_latency"
            case relativeCost = "relative_cost"
        }
    }

    /// Fewer tasks say too little.
    public static let enoughTasks = 10
    /// Fewer verdicts on drafts say too little.
    public static let enoughVerdicts = 40
    /// After so many tasks little more is learnt.
    private static let enoughToLearn = 50
    /// In how many orders the tasks are simulated, at most, and how many steps are enough for one λ: a second or two
    /// for all of them.
    private static let orders = 8
    private static let enoughSteps = 20_000

    /// Tasks that were simulated.
    public let tasks: Int
    /// Their drafts with a verdict.
    public let verdicts: Int
    /// Part of these that agreed; nil without any.
    public let acceptance: Double?
    /// What costs are counted in: dollars; tokens where nothing is paid or prices are unknown; seconds of calls
    /// where not even tokens are known.
    public let basis: CostBasis
    /// Whether the calls are known to cost nothing.
    public let isFree: Bool
    /// Seconds that the verifier alone takes for a task.
    public let sequentialSeconds: Double
    /// For λ = 0, 0.1, … 1.
    public let choices: [Choice]
    /// The λ at the knee of the curve: of the time that can be won it wins the most for its part of
    /// the money that winning all of it takes. Nil where there is too little to go by, or nothing to win.
    public let suggestion: Double?

    private enum CodingKeys: String, CodingKey {
        case tasks, verdicts, acceptance, choices
        case basis = "cost_basis"
        case isFree = "is_free"
        case sequentialSeconds = "sequential_latency_s"
        case suggestion = "suggested_lambda"
    }

    /// Simulates the default controller on tasks as they were recorded.
    public init(_ traces: TraceWorkload, prices: TokenPrices?) {
        let basis = traces.basis(prices: prices)
        self.init(
            traces.planned(prices: prices, countsSeconds: true), basis: basis,
            isFree: basis != .dollars && traces.isPriced)
    }

    /// Simulates the default controller on planned tasks.
    /// - Parameters:
    ///   - basis: what their costs are counted in.
    public init(_ planned: [PlannedTask], basis: CostBasis, isFree: Bool = false) {
        self.basis = basis
        self.isFree = isFree
        tasks = planned.count
        let steps = planned.flatMap(\.steps).filter { $0.draft != .fails }
        verdicts = steps.count
        acceptance = steps.isEmpty ? nil : Double(steps.count { $0.draft == .right }) / Double(steps.count)
        sequentialSeconds =
            planned.flatMap(\.steps).reduce(0) { $0 + $1.verifying.latency } / Double(max(planned.count, 1))
        choices = (0...10).compactMap { Lambda(Double($0) / 10) }.map { lambda in
            let figures = Self.figures(of: planned, at: lambda)
            let count = Double(max(figures.tasks, 1))
            return Choice(
                lambda: lambda.value, seconds: figures.latency / count,
                cost: figures.cost / count, wastedPart: figures.wastedPart,
                relativeLatency: figures.effort.latency, relativeCost: figures.effort.cost)
        }
        suggestion =
            tasks >= Self.enoughTasks && verdicts >= Self.enoughVerdicts ? Self.knee(of: choices) : nil
    }

    /// What the default controller makes of each half of the tasks once it has learnt from the other: of tasks that
    /// it knows it would promise too much. With few tasks the other half goes round until it has seen enough.
    private static func figures(of tasks: [PlannedTask], at lambda: Lambda) -> TaskFigures {
        let rounds = tasks.count < 2 ? 0 : max(1, enoughToLearn / (tasks.count / 2))
        let length = (rounds + 1) * tasks.reduce(0) { $0 + $1.steps.count }
        // The order of the tasks, and what the controller tries to learn, are chance: the mean of some.
        return (1...min(orders, 1 + enoughSteps / max(length, 1))).map { order in
            var random = SeededGenerator(seed: UInt64(order))
            let shuffled = tasks.shuffled(using: &random)
            let halves = [shuffled.prefix(tasks.count / 2), shuffled.dropFirst(tasks.count / 2)]
            return zip(halves, halves.reversed()).map { known, counted in
                let warmUp = repeatElement(known, count: rounds).flatMap { $0 }
                let trial = Trial(Contestant(.controller(.threshold)), lambda: lambda, seed: UInt64(order))
                return trial(warmUp + counted).dropFirst(warmUp.count).sum
            }.sum
        }.sum
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(tasks, forKey: .tasks)
        try container.encode(verdicts, forKey: .verdicts)
        try container.encode(acceptance, forKey: .acceptance)
        try container.encode(sequentialSeconds, forKey: .sequentialSeconds)
        try container.encode(basis, forKey: .basis)
        try container.encode(isFree, forKey: .isFree)
        try container.encode(choices, forKey: .choices)
        try container.encode(suggestion, forKey: .suggestion)
    }

    /// The point that lies furthest below the straight line from the cheapest to the fastest.
    private static func knee(of choices: [Choice]) -> Double? {
        guard let slowest = choices.map(\.relativeLatency).max(), let fastest = choices.map(\.relativeLatency).min(),
            let cheapest = choices.map(\.relativeCost).min(), let dearest = choices.map(\.relativeCost).max(),
            slowest - fastest > 0.01
        else { return nil }
        func gain(_ choice: Choice) -> Double {
            let won = (slowest - choice.relativeLatency) / (slowest - fastest)
            let paid = dearest - cheapest > 1e-9 ? (choice.relativeCost - cheapest) / (dearest - cheapest) : 0
            return won - paid
        }
        return choices.max { gain($0) < gain($1) }?.lambda
    }
}
