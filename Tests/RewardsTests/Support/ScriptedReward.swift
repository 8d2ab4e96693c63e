import Planning
import Synchronization

/// A reward model whose answers a test writes down. It remembers what it was asked.
final class ScriptedReward: RewardModel {
    let label = "scripted"
    private let asked = Mutex<[RewardRequest]>([])
    private let answer: @Sendable (RewardRequest, Int) async throws -> [Double]

    /// - Parameter answer: is told the request and its number, from 0.
    init(_ answer: @escaping @Sendable (RewardRequest, Int) async throws -> [Double]) {
        self.answer = answer
    }

    convenience init(_ scores: [Double]) {
        self.init { _, _ in scores }
    }

    var requests: [RewardRequest] { asked.withLock { $0 } }

    func scores(for request: RewardRequest, meter: any CallMeter) async throws -> [Double] {
        let number = asked.withLock { asked in
            asked.append(request)
            return asked.count - 1
        }
        return try await answer(request, number)
    }
}
