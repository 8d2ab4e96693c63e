import Planning
import Speculation
import Testing

@testable import Strategies

struct GuardRailTests {
    private func objection(
        _ early: EarlyExecution, after trajectory: Trajectory = Trajectory(), confidence: Double? = nil
    ) -> String? {
        let draft = Proposal(action: Action(tool: "edit"), confidence: confidence)
        let request = ProposalRequest(task: "t", trajectory: trajectory)
        return GuardRail.objection(
            to: draft, in: StepToVerify(request: request, draft: draft, earlyExecution: early))
    }

    @Test func whatChangesTheWorldIsNeverKeptWithoutTheVerifier() {
        #expect(objection(.refused(reason: "it sends")) == "it has effects: it sends")
        // Tried in a snapshot, it still becomes real when it is committed.
        #expect(objection(.provisional(changesWorld: true)) != nil)
        for early in [EarlyExecution.unneeded, .allowed, .provisional(changesWorld: false)] {
            #expect(objection(early) == nil)
        }
    }

    @Test func whatItsAuthorDoesNotBelieveInIsNeverKept() {
        #expect(objection(.unneeded, confidence: 0) == "its author does not believe in it")
        for confidence in [nil, 1e-9, 1] { #expect(objection(.unneeded, confidence: confidence) == nil) }
    }
}
