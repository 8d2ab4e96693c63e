import Foundation

/// One thing that is measured, in a process of its own.
protocol Benchmark: Sendable {
    /// The word for it on the command line.
    var name: String { get }
    /// What it measures, in a line.
    var summary: String { get }

    /// Measures.
    func figures(seed: UInt64) async throws -> [Figure]
}

extension Benchmark {
    /// The values of `count` repetitions, after one that does not count.
    func repeated(_ count: Int, _ measure: () async throws -> Double) async rethrows -> [Double] {
        _ = try await measure()
        var values: [Double] = []
        for _ in 0..<count { values.append(try await measure()) }
        return values
    }
}
