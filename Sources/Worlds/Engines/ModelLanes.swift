import EmbeddedEngine
import Planning
import Synchronization

/// Lanes of one model, each of which computes one call at a time, so that calls at once use several
/// processors and no call of one lane waits in the midst of its work for another's.
final class ModelLanes: Sendable {
    private let models: [EmbeddedModel]
    private let turns: ConcurrencyLimit
    /// Shared with the lanes of other models.
    private let limit: ConcurrencyLimit?
    private let free: Mutex<[Int]>

    /// How many there are.
    var count: Int { models.count }

    /// - Parameters:
    ///   - count: at least one.
    ///   - limit: how many lanes of all models that share it compute at once; nil for no such limit.
    init(_ model: EmbeddedModel, count: Int, within limit: ConcurrencyLimit? = nil) {
        let count = max(min(count, limit?.maximum ?? count), 1)
        models = [model] + (1..<count).map { _ in EmbeddedModel(sharing: model) }
        self.limit = limit
        turns = ConcurrencyLimit(models.count)
        free = Mutex(Array(models.indices.reversed()))
    }

    /// Runs `body` with a lane that nobody else uses meanwhile; waits until there is one.
    /// - Throws: `CancellationError`, and what `body` throws.
    func withModel<Result: Sendable>(_ body: (EmbeddedModel) async throws -> Result) async throws -> Result {
        let turn = try await turns.enter()
        defer { withExtendedLifetime(turn) {} }
        let share = try await limit?.enter()
        defer { withExtendedLifetime(share) {} }
        // As many may be in as there are lanes.
        guard let lane = free.withLock({ $0.popLast() }) else { throw CancellationError() }
        defer { free.withLock { $0.append(lane) } }
        return try await body(models[lane])
    }
}
