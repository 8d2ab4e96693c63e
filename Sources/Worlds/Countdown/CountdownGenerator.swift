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
    /// - Parameter count: how many numbers; from 2 to 4, and taken to be the nearest of these otherwise.
    public mutating func problem(numbers count: Int = 4) -> CountdownProblem {
        while true {
            if let problem = draw(numbers: count, where: { _ in true }) { return problem }
        }
    }

    /// One draw of such a problem; nil where it comes to none.
    /// - Parameters:
    ///   - wanted: the target; nil draws one.
    ///   - isWanted: whether a problem is wanted at all; asked before it is looked at any further.
    mutating func draw(
        numbers count: Int, target wanted: Int? = nil, where isWanted: (CountdownProblem) -> Bool
    ) -> CountdownProblem? {
        let count = min(max(count, Self.sizes.lowerBound), Self.sizes.upperBound)
        let numbers = (0..<count).map { _ in Int.random(in: 1...10, using: &random) }
        let target = wanted ?? Int.random(in: Self.targets, using: &random)
        let problem = CountdownProblem(numbers: numbers, target: target)
        guard isWanted(problem) else { return nil }
        var search = CountdownSearch(from: problem.start, to: target)
        guard case .move(_, length: count - 1) = search.advance(by: .max) else { return nil }
        return problem
    }
}
