import Planning
import Synchronization

/// An agent of a random run: any latency, any failure, one call or two, and not always quick to
/// notice that it is cancelled.
final class DrawnAgent: Agent {
    let label: String
    private let script: DrawnScript
    private let role: AgentRole
    private let clock: any Clock<Duration>
    private let tick: Duration
    private let state: Mutex<(random: SeededGenerator, atWork: Int)>

    init(_ role: AgentRole, _ script: DrawnScript, clock: any Clock<Duration>, tick: Duration) {
        label = role.rawValue
        self.role = role
        self.script = script
        self.clock = clock
        self.tick = tick
        state = Mutex((script.random(role == .drafter ? 10 : 11, 0), 0))
    }

    /// Proposals under way.
    var atWork: Int { state.withLock(\.atWork) }

    func propose(_ request: ProposalRequest, meter: any CallMeter) async throws -> Proposal {
        state.withLock { $0.atWork += 1 }
        defer { state.withLock { $0.atWork -= 1 } }
        for _ in 0..<script.calls { try await call(meter) }
        return Proposal(
            action: role == .drafter
                ? script.draft(after: request.trajectory) : script.truth(after: request.trajectory))
    }

    private func call(_ meter: any CallMeter) async throws {
        let (ticks, fails, isDeaf, reservation) = state.withLock { state in
            let failures = role == .drafter ? script.draftFailures : script.verificationFailures
            return (
                Int.random(in: 0...(role == .drafter ? 6 : 12), using: &state.random),
                state.random.chance() < failures,
                Int.random(in: 0..<4, using: &state.random) == 0,
                Int64.random(in: 0...9, using: &state.random)
            )
        }
        let cost = Money(nanodollars: reservation / 2)
        let call = try meter.start(
            .init(model: label, purpose: "action", reservation: Money(nanodollars: reservation)))
        do {
            if ticks > 0 { try await clock.sleep(for: tick * ticks) }
        } catch {
            // A call that notices late: it is over all the same.
            meter.settle(call, .init(outcome: .cancelled, usage: Usage(provenance: .estimated), cost: cost))
            if !isDeaf { throw error }
            return
        }
        meter.firstToken(of: call)
        meter.settle(call, .init(outcome: fails ? .failed : .finished, usage: .zero, cost: cost))
        if fails { throw BackendError(.serverFault, "drawn") }
    }
}
