import Foundation
import Planning
import Transport

/// How long a cancelled call goes on costing money.
struct CancelBenchmark: Benchmark {
    let name = "cancel"
    let summary = "from the cancelling of a call to its closed connection, beside 1,000 streams"

    func figures(seed: UInt64) async throws -> [Figure] {
        ProcessFacts.raiseFileLimit()
        let model = try LoopbackModel()
        defer { model.stop() }
        var figures: [Figure] = []
        for (name, interval) in [
            ("1,000 idle streams", 3_600_000_000), ("1,000 streams of 10 events a second", 100_000),
        ] {
            let latencies = try await withThrowingTaskGroup(of: Void.self) { group in
                var random = SeededGenerator(seed: seed)
                for stream in 0..<1000 {
                    let delay = Int.random(in: 0...100_000, using: &random)
                    group.addTask {
                        let reply = try await model.send(
                            "/stream?episode=\(stream)&delay=\(delay)&interval=\(interval)")
                        for try await _ in reply.body.serverSentEvents() {}
                    }
                }
                try await Task.sleep(for: .seconds(2))
                let latencies = try await cancelled(300, at: model)
                group.cancelAll()
                while let result = await group.nextResult() {
                    if case .failure(let error) = result, !(error is CancellationError) { throw error }
                }
                return latencies
            }
            figures.append(
                .init(name: "cancelled beside \(name)", unit: "ms", target: .p99(atMost: 5), values: latencies))
        }
        return figures
    }

    /// Opens streams one after another, cancels each in the middle and asks the server when it saw it.
    private func cancelled(_ count: Int, at model: LoopbackModel) async throws -> [Double] {
        _ = try await model.notes("closed")
        var cancelledAt: [Int64: Int64] = [:]
        for episode in 10_000..<(10_000 + count) {
            let (opened, opening) = AsyncStream.makeStream(of: Void.self)
            await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    let reply = try await model.send("/stream?episode=\(episode)&interval=10000")
                    for try await _ in reply.body.serverSentEvents() { opening.yield() }
                }
                for await _ in opened { break }
                cancelledAt[Int64(episode)] = ProcessFacts.monotonicNanoseconds
                group.cancelAll()
                _ = await group.nextResult()
            }
        }
        try await Task.sleep(for: .milliseconds(500))
        let latencies = try await model.notes("closed").compactMap { note in
            note.count == 2 ? cancelledAt[note[0]].map { Double(note[1] - $0) / 1e6 } : nil
        }
        guard latencies.count == count else {
            throw BenchmarkError("\(count - latencies.count) of \(count) cancelled calls were never closed")
        }
        return latencies
    }
}
