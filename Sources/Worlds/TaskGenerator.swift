import Planning

/// Random tasks of a simulated world, as large as they are wanted; each is there once.
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
    private let heldOut: Bool
    private var blocks: BlocksworldGenerator
    private var numbers: CountdownGenerator
    private var met: Set<String> = []
    /// The sizes of which there are no more.
    private var exhausted: Set<Int> = []

    /// The tasks that follow from `seed`.
    /// - Parameters:
    ///   - target: the number to reach in every task of Countdown; nil draws it.
    ///   - heldOut: whether only instances are drawn that the models were not trained on.
    public init(_ world: SimulatedWorld, seed: UInt64, target: Int? = nil, heldOut: Bool) {
        self.world = world
        self.target = target
        self.heldOut = heldOut
        blocks = BlocksworldGenerator(seed: seed)
        numbers = CountdownGenerator(seed: seed)
    }

    /// The next task of this size; nil when so many draws brought nothing new that there are no more.
    public mutating func task(size: Int) -> String? {
        guard !exhausted.contains(size) else { return nil }
        for _ in 0..<Self.mostDraws {
            let task =
                switch world {
                case .blocksworld: "\(blocks.problem(blocks: size))"
                case .countdown: "\(numbers.problem(numbers: size, target: target))"
                }
            // What was written by a generator can be read.
            guard !heldOut || (try? world.isHeldOut(task)) == true, met.insert(task).inserted else { continue }
            return task
        }
        exhausted.insert(size)
        return nil
    }

    private static let mostDraws = 5_000
}
