import Planning
import Simulation
import Synchronization
import Testing

@testable import Backends

/// Many callers at random moments, in virtual time.
struct TrafficCourseTests {
    private struct Caller: Sendable {
        let arrival: Duration
        let role: AgentRole
        let model: ModelID
        let length: Duration
        let patience: Duration?
    }

    /// What happened to everybody, in the order of callers: when they began, and nil for whoever never did.
    private struct Course: Sendable, Equatable {
        var begun: [Duration?]
        var mostAtOnce = 0
        var isOver = true
    }

    /// What happens, as it happens.
    private final class Record: Sendable {
        private let state: Mutex<(begun: [Duration?], now: Int, most: Int)>

        init(count: Int) {
            state = Mutex((begun: [Duration?](repeating: nil, count: count), now: 0, most: 0))
        }

        var course: Course {
            state.withLock { Course(begun: $0.begun, mostAtOnce: $0.most, isOver: $0.now == 0) }
        }

        func begin(_ number: Int, at moment: Duration) {
            state.withLock { state in
                state.begun[number] = moment
                state.now += 1
                state.most = max(state.most, state.now)
            }
        }

        func end() { state.withLock { $0.now -= 1 } }
    }

    private static func callers(_ seed: UInt64, count: Int, draftsToo: Bool, cancelling: Bool) -> [Caller] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).compactMap { _ in
            let caller = Caller(
                arrival: .milliseconds(Int.random(in: 0...20_000, using: &generator)),
                role: Int.random(in: 0..<3, using: &generator) == 0 ? .verifier : .drafter,
                model: ModelID(provider: "p", name: Bool.random(using: &generator) ? "a" : "b"),
                length: .milliseconds(Int.random(in: 1...3000, using: &generator)),
                patience: cancelling && Int.random(in: 0..<4, using: &generator) == 0
                    ? .milliseconds(Int.random(in: 0...2000, using: &generator)) : nil)
            return caller.role == .drafter && !draftsToo ? nil : caller
        }
    }

    /// Lets everybody call.
    private static func course(
        of callers: [Caller], through table: TrafficTable, expectingVerifiers: Bool = true
    ) async -> Course {
        let clock = ManualClock()
        return await inVirtualTime(on: clock) {
            let stopwatch = Stopwatch(clock)
            let lane = TrafficLane(table, clock: clock)
            if expectingVerifiers { lane.expectVerifiers() }
            let record = Record(count: callers.count)
            await withTaskGroup(of: Void.self) { group in
                for (number, caller) in callers.enumerated() {
                    group.addTask {
                        try? await clock.sleep(for: caller.arrival)
                        let call: @Sendable () async throws -> Void = {
                            let turn = try await lane.enter(caller.role, for: caller.model)
                            record.begin(number, at: stopwatch.elapsed)
                            defer { record.end() }
                            // Whoever is asked to leave does so at once.
                            let asked = AsyncStream<Void>.makeStream()
                            if caller.role == .drafter { turn.onYield { asked.continuation.finish() } }
                            _ = try await Patience(limit: caller.length, on: clock).whileWaiting {
                                for await _ in asked.stream {}
                            }
                            withExtendedLifetime(turn) {}
                        }
                        if let patience = caller.patience {
                            _ = try? await Patience(limit: patience, on: clock).whileWaiting(for: call)
                        } else {
                            try? await call()
                        }
                    }
                }
            }
            return record.course
        }
    }

    @Test(arguments: 1...12) func draftsNeverKeepAVerifierWaiting(seed: UInt64) async {
        let capacity = Int(seed % 4) + 1
        let all = Self.callers(seed, count: 60, draftsToo: true, cancelling: false)
        let together = await Self.course(of: all, through: TrafficTable(capacity: capacity))
        let verifiers = Self.callers(seed, count: 60, draftsToo: false, cancelling: false)
        let alone = await Self.course(of: verifiers, through: TrafficTable(capacity: capacity))
        let theirs = zip(all, together.begun).filter { $0.0.role == .verifier }.map(\.1)
        #expect(theirs == alone.begun, "seed \(seed)")
        #expect(together.begun.allSatisfy { $0 != nil }, "everybody has had a turn, seed \(seed)")
        #expect(together.mostAtOnce <= capacity)
        #expect(together.isOver)
    }

    @Test(arguments: 1...12) func whateverIsCancelledNobodyIsForgotten(seed: UInt64) async {
        let all = Self.callers(seed, count: 80, draftsToo: true, cancelling: true)
        let course = await Self.course(of: all, through: TrafficTable(capacity: 2))
        for (caller, begun) in zip(all, course.begun) where caller.patience == nil {
            #expect(begun != nil, "seed \(seed)")
        }
        #expect(course.mostAtOnce <= 2)
        #expect(course.isOver)
    }

    @Test(arguments: 1...6) func noMinuteHasMoreCallsThanTheConfigurationAllows(seed: UInt64) async {
        let all = Self.callers(seed, count: 40, draftsToo: true, cancelling: true)
        let course = await Self.course(of: all, through: TrafficTable(requestsPerMinute: 9), expectingVerifiers: false)
        let begun = course.begun.compactMap(\.self).sorted()
        for (number, moment) in begun.enumerated() {
            let recent = begun[...number].count { moment - $0 < .seconds(60) }
            #expect(recent <= 9, "seed \(seed)")
        }
        let verifiers = zip(all, course.begun).filter { $0.0.role == .verifier && $0.0.patience == nil }
        #expect(verifiers.allSatisfy { $0.1 != nil })
    }

    @Test func aWaitBeyondTheTimeOfTheCallIsToldAtOnce() async {
        let clock = ManualClock()
        let failure = await inVirtualTime(on: clock) { () -> BackendError? in
            let lane = TrafficLane(TrafficTable(requestsPerMinute: 1), clock: clock)
            let model = ModelID(provider: "p", name: "m")
            guard let first = try? await lane.enter(.verifier, for: model) else { return nil }
            defer { withExtendedLifetime(first) {} }
            do {
                _ = try await lane.enter(.verifier, for: model, within: .seconds(30))
                return nil
            } catch {
                return (error as? TrafficRefusal)?.error
            }
        }
        #expect(failure?.code == .rateLimited)
        #expect(failure?.retryAfter == .seconds(60))
        #expect(failure?.suggestion?.contains("requests_per_minute") == true)
    }
}
