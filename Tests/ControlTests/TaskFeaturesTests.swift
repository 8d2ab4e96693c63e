import Control
import Testing

struct TaskFeaturesTests {
    private func cluster(_ task: String, agent: String = "researcher") -> UInt32 {
        TaskFeatures(agent: agent, task: task).cluster
    }

    @Test func tasksThatDifferInNamesAndNumbersAreOfOneKind() {
        #expect(cluster("Book a flight to Oslo on 2026-03-01") == cluster("Book a flight to Lima on 2026-11-30"))
        #expect(cluster("Sum up \"The Trial\" in 5 lines") == cluster("Sum up \"Emma\" in 12 lines"))
    }

    @Test func tasksForAnotherAgentOrOfOtherWordsAreOfAnotherKind() {
        #expect(cluster("Book a flight") != cluster("Book a hotel"))
        #expect(cluster("Book a flight") != cluster("Book a flight", agent: "coder"))
    }

    @Test(arguments: ["", " ", "\"", "12 34", String(repeating: "word ", count: 100_000)])
    func anyTextHasFeatures(task: String) {
        #expect(TaskFeatures(agent: "", task: task).words.count <= 512)
    }

    @Test func aDroppedDraftIsCensoredAndAJudgedOneIsNot() throws {
        var trail = DraftTrail(TaskFeatures(cluster: 4))
        _ = trail.drafted(at: 1, tool: ToolMark("a"), finishes: false)
        _ = trail.drafted(at: 2, tool: ToolMark("b"), finishes: false)
        let second = try #require(trail.context(stepsLeft: 9, now: 0).drafts.last)
        #expect(second.previousTool == ToolMark("a"))
        #expect(second.cluster == 4)
        #expect(trail.dropped(2) == .censored(second))
        guard case .compared(let draft, agrees: false)? = trail.judged(at: 1, tool: ToolMark("c"), agrees: false) else {
            return #expect(Bool(false), "no comparison")
        }
        #expect(draft.position == 1)
        trail.committed()
        let context = trail.context(stepsLeft: 9, now: 0)
        #expect(context.frontier == 2)
        #expect(context.next.previousTool == ToolMark("c"))
        #expect(context.next.verdicts.last == false)
    }

    @Test func theTrailKnowsHowLongVerificationsHaveBeenUnderWay() {
        var trail = DraftTrail(TaskFeatures())
        trail.verifies(1, since: 1)
        _ = trail.drafted(at: 1, tool: .text, finishes: false)
        trail.verifies(2, since: 3)
        let context = trail.context(stepsLeft: 9, now: 7)
        #expect(context.oldestVerification == 6)
        #expect(context.lastVerification == 6)
        #expect(context.nextVerification == 4)
    }

    @Test(arguments: [Int.min, -3, 0, 100_000, Int.max]) func positionsOutOfReachAreLeftAlone(position: Int) {
        var trail = DraftTrail(TaskFeatures())
        _ = trail.drafted(at: position, tool: .text, finishes: false)
        trail.verifies(position, since: 0)
        #expect(trail.judged(at: position, tool: .text, agrees: true) == nil)
        #expect(trail.dropped(position) == nil)
        #expect(trail.context(stepsLeft: 1, now: 0).unresolvedDrafts == 0)
    }
}
