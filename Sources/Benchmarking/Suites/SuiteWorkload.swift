import Planning
public import Simulation

/// Where the tasks of a suite come from.
public struct SuiteWorkload: Sendable, Hashable {
    /// The name in tables and rows.
    public var name: String
    /// The tasks.
    public var source: Source

    /// A source of tasks.
    public enum Source: Sendable, Hashable {
        /// Drawn.
        case synthetic(SyntheticWorkload)
        /// Recorded; a trial draws from them, with replacement, so that the interval tells how much
        /// depends on which tasks were recorded.
        case recorded(TraceWorkload, prices: TokenPrices?)
    }

    /// A workload.
    public init(name: String, source: Source) {
        self.name = name
        self.source = source
    }

    /// The tasks of one seed; the same for everybody who meets them.
    public func tasks(_ count: Int, seed: UInt64) -> [PlannedTask] {
        switch source {
        case .synthetic(let workload):
            return workload.tasks(count, seed: seed)
        case .recorded(let traces, let prices):
            let planned = traces.planned(prices: prices)
            var random = SeededGenerator(seed: seed)
            return (0..<count).compactMap { _ in planned.randomElement(using: &random) }
        }
    }
}
