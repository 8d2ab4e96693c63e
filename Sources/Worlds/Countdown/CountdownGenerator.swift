import Planning

/// Random problems that can be solved.
public struct CountdownGenerator: Sendable {
    private static let targets = 10...50
    private var random: SeededGenerator

    /// The problems that follow from `seed`.
    public init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    /// The next problem: numbers from 1 to 10, and a target from 10 to 50 that takes all the steps that
    /// so many numbers allow.
    /// - Parameter count: how many numbers; from 2 to 4, and taken to be the nearest of these otherwise.
    public mutating func problem(numbers count: Int = 4) -> CountdownProblem {
        let count = min(max(count, 2), 4)
        while true {
            let numbers = (0..<count).map { _ in Int.random(in: 1...10, using: &random) }
            let target = Int.random(in: Self.targets, using: &random)
            let problem = CountdownProblem(numbers: numbers, target: target)
            var search = CountdownSearch(from: problem.start, to: target)
            if case .move(_, length: count - 1) = search.advance(by: .max) { return problem }
        }
    }
}
