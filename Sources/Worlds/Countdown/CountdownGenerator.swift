import Planning

/// Random problems that can be solved.
public struct CountdownGenerator: Sendable {
    private static let targets = 10...50
    /// How many numbers a problem may have.
    static let sizes = 2...4
    private var random: SeededGenerator

    /// The problems that follow from `seed`.
    public init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    /// The next problem: numbers from 1 to 10, and a target from 10 to 50 that takes all the steps that
    /// so many numbers allow.
    /// - Parameters:
    ///   - count: how many numbers; from 2 to 4, and taken to be the nearest of these otherwise.
    ///   - wanted: the target, from 10 to 50; nil draws one.
    public mutating func problem(numbers count: Int = 4, target wanted: Int? = nil) -> CountdownProblem {
        let count = min(max(count, Self.sizes.lowerBound), Self.sizes.upperBound)
        while true {
            let numbers = (0..<count).map { _ in Int.random(in: 1...10, using: &random) }
            let target = wanted ?? Int.random(in: Self.targets, using: &random)
            let problem = CountdownProblem(numbers: numbers, target: target)
            var search = CountdownSearch(from: problem.start, to: target)
            if case .move(_, length: count - 1) = search.advance(by: .max) { return problem }
        }
    }
}
