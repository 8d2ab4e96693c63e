import EmbeddedEngine
import Planning
import Synchronization

/// Lanes of one model, each of which computes one call at a time, so that calls at once use several
/// processors and no call of one lane waits in the midst of its work for another's.
final class ModelLanes: Sendable {
    private let models: [EmbeddedModel]
    private let turns: ConcurrencyLimit
    private let free: Mutex<[Int]>

    /// How many there are.
    var count: Int { models.count }

    /// - Parameter count: at least one.
    init(_ model: EmbeddedModel, count: Int) {
        models = [model] + (1..<max(count, 1)).map { _ in EmbeddedModel(sharing: model) }
        turns = ConcurrencyLimit(models.count)
        free = Mutex(Array(models.indices.reversed()))
    }

    /// Runs `body` with a lane that nobody else uses meanwhile; waits until there is one.
    /// - Throws: `CancellationError`, and what `body` throws.
    func withModel<Result: Sendable>(_ body: (EmbeddedModel) async throws -> Result) async throws -> Result {
        let turn = try await turns.enter()
        defer { withExtendedLifetime(turn) {} }
        // As many may be in as there are lanes.
        guard let lane = free.withLock({ $0.popLast() }) else { throw CancellationError() }
        defer { free.withLock { $0.append(lane) } }
        return try await body(models[lane])
    }
}
