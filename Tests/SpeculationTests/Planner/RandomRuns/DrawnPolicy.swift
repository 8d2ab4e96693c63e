import Planning
import Speculation
import Synchronization

/// The policy of a random run in which drafts can stand without the verifier: it keeps some of those that are
/// right, after a call that may take long or fail, and wants some of them audited.
final class DrawnPolicy: VerificationPolicy {
    let verification = SpeculationMachine.Verification.ofDraft
    private let script: DrawnScript
    private let clock: any Clock<Duration>
    private let tick: Duration
    private let random: Mutex<SeededGenerator>

    init(_ script: DrawnScript, clock: any Clock<Duration>, tick: Duration) {
        self.script = script
        self.clock = clock
        self.tick = tick
        random = Mutex(script.random(14, 0))
    }

    func verdict(on step: StepToVerify, by verifier: any Agent, meter: any CallMeter) async throws -> Verdict {
        guard let draft = step.draft else { return Verdict(try await verifier.propose(step.request, meter: meter)) }
        let isScored = try await score(meter.serving(.scorer))
        // What changes the world is the verifier's to decide.
        guard isScored, !step.earlyExecution.changesWorld, draft.action == script.truth(after: step.request.trajectory)
        else {
            let proposal = try await verifier.propose(step.request, meter: meter)
            return Verdict(proposal, assessment: .init(score: nil, isKept: false, reason: "drawn"))
        }
        let wantsAudit = random.withLock { Bool.random(using: &$0) }
        return Verdict(draft, assessment: .init(score: 1, isKept: true, reason: "drawn", wantsAudit: wantsAudit))
    }

    private func score(_ meter: any CallMeter) async throws -> Bool {
        let (ticks, reservation, works) = random.withLock { random in
            (
                Int.random(in: 0...4, using: &random), Int64.random(in: 0...3, using: &random),
                Int.random(in: 0..<4, using: &random) > 0
            )
        }
        let cost = Money(nanodollars: reservation)
        guard let call = try? meter.start(.init(model: "drawn", purpose: "score", reservation: cost)) else {
            return false
        }
        do {
            if ticks > 0 { try await clock.sleep(for: tick * ticks) }
        } catch {
            meter.settle(call, .init(outcome: .cancelled, usage: Usage(provenance: .estimated), cost: cost))
            throw error
        }
        meter.settle(call, .init(outcome: works ? .finished : .failed, usage: .zero, cost: cost))
        return works
    }
}
