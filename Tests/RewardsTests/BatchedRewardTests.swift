import Planning
import PlanningTesting
@testable import Rewards
import Synchronization
import Testing

struct BatchedRewardTests {
    /// A model that answers when the test says so.
    private final class Held: RewardModel {
        let label = "held"
        private let state = Mutex<(requests: [RewardRequest], waiting: [CheckedContinuation<Void, any Error>])>(
            ([], []))
        private let arrivals = AsyncStream<Void>.makeStream()

        var requests: [RewardRequest] { state.withLock { $0.requests } }

        func scores(for request: RewardRequest, meter: any CallMeter) async throws -> [Double] {
            let call = try meter.start(CallAnnouncement(model: label, purpose: "score", reservation: .zero))
            do {
                try await withTaskCancellationHandler {
                    try await withCheckedThrowingContinuation { continuation in
                        state.withLock { state in
                            state.requests.append(request)
                            state.waiting.append(continuation)
                        }
                        arrivals.continuation.yield()
                    }
                } onCancel: {
                    state.withLock { state in
                        defer { state.waiting = [] }
                        return state.waiting
                    }.forEach { $0.resume(throwing: CancellationError()) }
                }
            } catch {
                meter.settle(call, CallSettlement(outcome: .cancelled, usage: .zero, cost: .zero))
                throw error
            }
            meter.settle(call, CallSettlement(outcome: .finished, usage: .zero, cost: .zero))
            return request.candidates.map { Double($0.action.text.count) / 10 }
        }

        /// Returns when another request has come.
        func arrival() async {
            for await _ in arrivals.stream { return }
        }

        /// Answers all requests that wait.
        func answer() {
            state.withLock { state in
                defer { state.waiting = [] }
                return state.waiting
            }.forEach { $0.resume() }
        }
    }

    /// Returns when `count` calls wait behind the one under way.
    private func waiting(_ count: Int, for batched: BatchedReward) async {
        while await batched.waitingCount < count { await Task.yield() }
    }

    @Test func whatComesMeanwhileGoesInOneCall() async throws {
        let held = Held()
        let batched = BatchedReward(held)
        let meter = BookingMeter()
        let first = Task { try await batched.scores(for: ask("a"), meter: meter) }
        await held.arrival()
        let second = Task { try await batched.scores(for: ask("bb", "ccc"), meter: meter) }
        await waiting(1, for: batched)
        let third = Task { try await batched.scores(for: ask("ccc", "dddd"), meter: meter) }
        await waiting(2, for: batched)
        held.answer()
        #expect(try await first.value == [0.1])
        await held.arrival()
        held.answer()
        #expect(try await second.value == [0.2, 0.3])
        #expect(try await third.value == [0.3, 0.4])
        #expect(held.requests.map { $0.candidates.map(\.action.text) } == [["a"], ["bb", "ccc", "dddd"]])
        #expect(meter.outcomes == [.finished, .finished])
    }

    @Test func otherStepsDoNotWait() async throws {
        let held = Held()
        let batched = BatchedReward(held)
        let first = Task { try await batched.scores(for: ask("a"), meter: BookingMeter()) }
        await held.arrival()
        let second = Task { try await batched.scores(for: ask("bb", after: ["x"]), meter: BookingMeter()) }
        await held.arrival()
        held.answer()
        #expect(try await first.value == [0.1])
        #expect(try await second.value == [0.2])
    }

    @Test func whoWaitsBehindACallIsLetGoAtOnce() async throws {
        let held = Held()
        let batched = BatchedReward(held)
        let first = Task { try await batched.scores(for: ask("a"), meter: BookingMeter()) }
        await held.arrival()
        let second = Task { try await batched.scores(for: ask("bb"), meter: BookingMeter()) }
        await waiting(1, for: batched)
        second.cancel()
        await #expect(throws: CancellationError.self) { try await second.value }
        held.answer()
        #expect(try await first.value == [0.1])
        #expect(held.requests.count == 1)
    }

    @Test func aCallThatNobodyWantsIsCancelledAndSettledBeforeAnybodyGoesOn() async throws {
        let held = Held()
        let batched = BatchedReward(held)
        let meter = BookingMeter()
        let only = Task { try await batched.scores(for: ask("a"), meter: meter) }
        await held.arrival()
        only.cancel()
        await #expect(throws: CancellationError.self) { try await only.value }
        #expect(meter.outcomes == [.cancelled])
    }

    @Test func aFailureReachesEverybodyOnce() async throws {
        let batched = BatchedReward(ScriptedReward { _ in throw BackendError(.overloaded, "too much") })
        for _ in 0..<2 {
            await #expect(throws: BackendError.self) {
                try await batched.scores(for: ask("a"), meter: BookingMeter())
            }
        }
    }

    @Test func tooFewScoresAreNotDealtOut() async throws {
        let batched = BatchedReward(ScriptedReward { _ in [0.5] })
        let error = await #expect(throws: RewardError.self) {
            try await batched.scores(for: ask("a", "b"), meter: BookingMeter())
        }
        #expect(error?.code == .unreadable)
    }
}
