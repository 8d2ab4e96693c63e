import Foundation
import Planning
import Tasks
import Worlds

/// Where the tasks of `bench tasks` come from.
struct TaskSource {
    private enum Kind {
        case world(SimulatedWorld, sizes: ClosedRange<Int>, target: Int?)
        case file(TaskFile)
    }

    private static let usualCount = 20

    /// What the tasks are called in reports.
    let name: String
    private let kind: Kind

    /// - Parameters:
    ///   - argument: a world, `24`, or a file.
    ///   - size: how large the tasks are, as `4` or `3-7`.
    init(_ argument: String, size: String?) throws {
        name = argument
        if let (world, target) = Self.world(argument) {
            let sizes = try size.map { try Self.sizes($0, in: world) }
            // All four numbers are needed for 24, as the game wants it.
            let usual = target == nil ? TaskGenerator.usualSizes(of: world) : 4...4
            kind = .world(world, sizes: sizes ?? usual, target: target)
            return
        }
        guard size == nil else { throw Failure(.usage, "--size is for blocksworld, countdown and 24") }
        guard FileManager.default.fileExists(atPath: argument) else {
            throw Failure(.usage, "there are no tasks “\(argument)”; give blocksworld, countdown, 24 or a file")
        }
        let text = try TypedFile(path: argument).text(limit: 256 << 20, expected: "a JSON object a line")
        kind = .file(try TaskFile(parsing: text, file: argument))
    }

    private static func world(_ name: String) -> (SimulatedWorld, target: Int?)? {
        name == "24" ? (.countdown, 24) : SimulatedWorld(rawValue: name).map { ($0, nil) }
    }

    private static func sizes(_ text: String, in world: SimulatedWorld) throws -> ClosedRange<Int> {
        let possible = TaskGenerator.sizes(of: world)
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1], first <= last,
            possible.contains(first), possible.contains(last)
        else {
            throw Failure(
                .usage,
                "--size is “\(text)”; for \(world.rawValue) it is a number from \(possible.lowerBound) to "
                    + "\(possible.upperBound), or two of them as in 3-4")
        }
        return first...last
    }

    /// The agent that does such tasks.
    var agent: String {
        switch kind {
        case .world(let world, _, _): world.rawValue
        case .file: "math"
        }
    }

    /// The tasks.
    func tasks(count: Int?, seed: UInt64) throws -> [CheckedTask] {
        switch kind {
        case .file(let file): return Array(file.tasks.prefix(count ?? .max))
        case .world(let world, let sizes, let target):
            let count = count ?? Self.usualCount
            let tasks = try CheckedTask.tasks(of: world, count: count, sizes: sizes, target: target, seed: seed)
            guard !tasks.isEmpty else { throw Failure(.usage, "there are no such tasks; try another --size") }
            if tasks.count < count {
                Console.error.print("there are only \(tasks.count) different tasks of this kind")
            }
            return tasks
        }
    }
}
