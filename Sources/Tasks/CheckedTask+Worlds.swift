public import Worlds

extension CheckedTask {
    /// Tasks of a simulated world, from small to large, as many of each size as of every other.
    /// - Parameters:
    ///   - sizes: how many blocks or numbers, at first and at last.
    ///   - target: the number that every task of Countdown is to reach; nil draws one for each.
    ///   - heldOut: whether only tasks are drawn that the models were not trained on.
    /// - Returns: fewer than `count` where there are no more different ones.
    public static func tasks(
        of world: SimulatedWorld, count: Int, sizes: ClosedRange<Int>, target: Int? = nil, seed: UInt64,
        heldOut: Bool
    ) throws -> [CheckedTask] {
        var generator = TaskGenerator(world, seed: seed, target: target, heldOut: heldOut)
        var tasks: [CheckedTask] = []
        for index in 0..<max(count, 0) {
            let size = sizes.lowerBound + index * sizes.count / count
            guard let text = generator.task(size: size) else { continue }
            let shortest = try world.shortestPlan(for: text)
            tasks.append(
                CheckedTask(
                    name: "\(world.rawValue)-\(size)-\(index + 1)", text: text,
                    measure: .plan(world, shortest: shortest)))
        }
        return tasks
    }
}
