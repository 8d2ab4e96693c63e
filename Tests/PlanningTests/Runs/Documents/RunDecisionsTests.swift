import Planning
import Testing

struct RunDecisionsTests {
    private func choose(_ run: inout RunRecording, depth: Int, _ reason: String) {
        run.append(
            .depthChosen(
                .init(position: 1, depth: depth, reason: reason, acceptance: 0.8, survival: 0.64, threshold: 0.5)))
    }

    @Test func everyStepSaysWhatCameOfDraftingIt() {
        var run = RunRecording()
        choose(&run, depth: 2, "survival reaches the threshold")
        run.start(1, .verifier, at: 1)
        run.start(2, .drafter, at: 1)
        run.append(
            .drafted(
                .init(position: 1, action: Action(tool: "a"), thought: nil, confidence: 0.9, calls: [CallID(2)])))
        run.start(3, .drafter, at: 2)
        run.draft(2, "b")
        run.judge(1, "a", agrees: true)
        run.commit(1, "a")
        choose(&run, depth: 0, "at this λ no draft pays")
        run.judge(2, "z", agrees: false)
        run.commit(2, "z", source: .verifier)
        run.judge(3, "c", agrees: nil)
        run.commit(3, "c", source: .verifier)

        let steps = RunDecisions(run.events).steps
        #expect(steps.map(\.position) == [1, 2, 3])
        #expect(steps.map(\.fate) == [.right, .wrong, .notDrafted])
        #expect(steps.map { $0.choice?.depth } == [2, 2, 0])
        #expect(steps[0].confidence == 0.9)
        #expect(steps[2].choice?.reason == "at this λ no draft pays")
    }

    @Test func droppedFailedAndRefusedDraftsAreRemembered() {
        var run = RunRecording()
        run.draft(1, "a")
        run.append(.refused(.init(position: 1, action: Action(tool: "a"), reason: "destructive")))
        run.start(1, .drafter, at: 2)
        run.draft(2, "b")
        run.judge(1, "z", agrees: false)
        run.commit(1, "z")
        run.append(.faulted(.init(position: 2, work: .draft, message: "503")))
        run.cancel(2, .draft, .overtaken)
        run.judge(2, "b", agrees: nil)
        run.commit(2, "b")
        let steps = RunDecisions(run.events).steps
        #expect(steps[0].refusal == "destructive")
        #expect(steps[1].discarded == [.wrongPrefix, .overtaken])
        #expect(steps[1].faults == ["503"])
        #expect(steps[1].fate == .notDrafted)
    }

    @Test func aRecalledDraftIsToldFromAnInventedOne() {
        var run = RunRecording()
        run.append(
            .callStarted(
                .init(
                    call: CallID(1), role: .drafter, position: 1, prefix: "0",
                    announcement: .init(
                        model: CallAnnouncement.memory, purpose: CallAnnouncement.recall, reservation: .zero))))
        run.append(
            .drafted(
                .init(position: 1, action: Action(tool: "a"), thought: nil, confidence: 0.9, calls: [CallID(1)])))
        run.draft(2, "b")
        #expect(RunDecisions(run.events).steps.map(\.isRecalled) == [true, false])
        #expect(RunDecisions(run.events).steps.map(\.fate) == [.open, .open])
    }

    @Test func resumingForgetsWhatWasNotKept() {
        var run = RunRecording()
        run.draft(1, "a")
        run.judge(1, "a", agrees: true)
        run.commit(1, "a")
        run.draft(2, "b")
        run.resume(keeping: 1)
        #expect(RunDecisions(run.events).steps.map(\.position) == [1])
    }

    @Test func whoeverWorksAloneHasNoDrafter() {
        #expect(RunDecisions(RunRecording().events).hasDrafter)
        #expect(!RunDecisions(RunRecording(verifier: nil).events).hasDrafter)
        #expect(RunDecisions([]).steps.isEmpty)
    }
}
