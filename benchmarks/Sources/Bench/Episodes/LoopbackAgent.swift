import Planning
import Transport

/// An agent that asks the model server, reads its events to the end and then follows the plan.
struct LoopbackAgent: Agent {
    let label = "loopback"
    let plan: Plan
    let model: LoopbackModel
    let episode: Int
    let thinkingMicroseconds: Int

    func propose(_ request: ProposalRequest, meter: any CallMeter) async throws -> Proposal {
        let call = try meter.start(.init(model: label, purpose: "action", reservation: .zero))
        func settle(_ outcome: CallSettlement.Outcome, output: Int) {
            let usage = Usage(freshInput: 100, output: output, provenance: .counted)
            meter.settle(call, .init(outcome: outcome, usage: usage, cost: .zero))
        }
        var events = 0
        do {
            let reply = try await model.send(
                "/model?episode=\(episode)&delay=\(thinkingMicroseconds)&events=8&interval=5000")
            for try await _ in reply.body.serverSentEvents() { events += 1 }
        } catch {
            settle(.failed, output: events)
            throw error
        }
        settle(.finished, output: events)
        return Proposal(action: plan.step(after: request.trajectory))
    }
}
