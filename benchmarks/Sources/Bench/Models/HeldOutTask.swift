import Foundation

/// A problem of blocks that no training text ever asked about; `benchmarks/heldout.py` draws them.
struct HeldOutTask: Decodable {
    let seed: UInt64
    let task: String

    /// The tasks of all seeds, the small ones first.
    static func all() throws -> [HeldOutTask] {
        let file = URL(fileURLWithPath: "benchmarks/heldout/blocksworld.jsonl")
        guard let data = try? Data(contentsOf: file) else {
            throw BenchmarkError("there are no tasks in \(file.path); start it from the root of the repository")
        }
        return try data.split(separator: UInt8(ascii: "\n")).map {
            try JSONDecoder().decode(HeldOutTask.self, from: $0)
        }
    }
}
