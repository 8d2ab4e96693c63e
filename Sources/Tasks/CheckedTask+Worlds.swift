public import Worlds

extension CheckedTask {
    /// Tasks of a simulated world, from small to large, as many of each size as of every other where there are so many.
    /// The models that come with the program were trained on none of them.
    /// - Parameters:
    ///   - sizes: how many blocks or numbers, at first and at last.
    ///   - target: the number that every task of Countdown is to reach; nil draws one for each.
    /// - Returns: fewer than `count` where there are no more different ones.
    public static func tasks(
        of world: SimulatedWorld, count: Int, sizes: ClosedRange<Int>, target: Int? = nil, seed: UInt64
    ) throws -> [CheckedTask] {
        var generator = TaskGenerator(world, seed: seed, target: target)
        var tasks: [CheckedTask] = []
        for index in 0..<max(count, 0) {
            var size = sizes.lowerBound + index * sizes.count / count
            var text = generator.task(size: size)
            while text == nil, size < sizes.upperBound {
                size += 1
                text = generator.task(size: size)
            }
            guard let text else { break }
            let shortest = try world.shortestPlan(for: text)
            tasks.append(
                CheckedTask(
                    name: "\(world.rawValue)-\(size)-\(index + 1)", text: text,
                    measure: .plan(world, shortest: shortest)))
        }
        return tasks
    }
}
