import Planning

/// Random tasks of a simulated world, as large as they are wanted: each is there once, whatever its blocks are called
/// and however its numbers are ordered, and the models that come with the program were trained on none of them.
public struct TaskGenerator: Sendable {
    /// How large a task may be: blocks, or numbers.
    public static func sizes(of world: SimulatedWorld) -> ClosedRange<Int> {
        switch world {
        case .blocksworld: 2...BlocksworldState.maximumBlocks
        case .countdown: CountdownGenerator.sizes
        }
    }

    /// The sizes that tasks grow through where nobody says: those that the models know, and that a search takes at once.
    public static func usualSizes(of world: SimulatedWorld) -> ClosedRange<Int> {
        switch world {
        case .blocksworld: 3...BlocksworldDialect.mostBlocks
        case .countdown: 3...CountdownGenerator.sizes.upperBound
        }
    }

    private let world: SimulatedWorld
    private let target: Int?
    private var blocks: BlocksworldGenerator
    private var numbers: CountdownGenerator
    private var met: Set<UInt64> = []
    /// The sizes of which there are no more.
    private var exhausted: Set<Int> = []

    /// The tasks that follow from `seed`.
    /// - Parameter target: the number to reach in every task of Countdown; nil draws it.
    public init(_ world: SimulatedWorld, seed: UInt64, target: Int? = nil) {
        self.world = world
        self.target = target
        blocks = BlocksworldGenerator(seed: seed)
        numbers = CountdownGenerator(seed: seed)
    }

    /// The next task of this size; nil when so many draws brought nothing new that there are hardly any more.
    public mutating func task(size: Int) -> String? {
        guard !exhausted.contains(size) else { return nil }
        for _ in 0..<Self.mostDraws {
            if let task = draw(size) { return task }
        }
        exhausted.insert(size)
        return nil
    }

    /// One draw; nil where it comes to nothing new.
    private mutating func draw(_ size: Int) -> String? {
        let task: String
        let key: UInt64
        switch world {
        case .blocksworld:
            let problem = blocks.problem(blocks: size)
            (task, key) = ("\(problem)", problem.instanceKey)
            guard HeldOut.holds(key) else { return nil }
        case .countdown:
            let drawn = numbers.draw(numbers: size, target: target) { HeldOut.holds($0.instanceKey) }
            guard let problem = drawn else { return nil }
            (task, key) = ("\(problem)", problem.instanceKey)
        }
        return met.insert(key).inserted ? task : nil
    }

    private static let mostDraws = 5_000
}
