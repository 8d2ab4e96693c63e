import Memory
import Planning
import Testing

struct MemoryDrafterTests {
    private let meter = CollectingMeter()
    private let known = PretendedMemory([.run(1, "soup", "cut", "boil")])

    private func request(_ task: String) -> ProposalRequest {
        ProposalRequest(task: task, trajectory: Trajectory())
    }

    @Test func aHitCostsNothingAndIsRecordedAsOne() async throws {
        let drafter = MemoryDrafter(Recollection(of: "cook", from: known))
        let proposal = try await drafter.propose(request("soup"), meter: meter)
        #expect(proposal.action == Action(tool: "cut"))
        #expect(proposal.confidence == 2.0 / 3)
        #expect(meter.started.map(\.model) == ["memory"])
        #expect(meter.started.map(\.purpose) == ["recall"])
        #expect(meter.started.map(\.reservation) == [.zero])
        #expect(meter.settled.map(\.cost) == [.zero])
        #expect(meter.settled.map(\.outcome) == [.finished])
        #expect(drafter.label == "memory")
    }

    @Test func aMissAloneFailsTheDraftAndIsSettled() async {
        let drafter = MemoryDrafter(Recollection(of: "cook", from: known))
        await #expect(throws: NothingRecalled.self) { try await drafter.propose(request("cake"), meter: meter) }
        #expect(meter.started.map(\.purpose) == ["recall-miss"])
        #expect(meter.settled.map(\.cost) == [.zero])
    }

    @Test func aMissFallsThroughToTheModel() async throws {
        let drafter = MemoryDrafter(Recollection(of: "cook", from: known), fallback: Stranger())
        #expect(drafter.label == "memory+stranger")
        #expect(try await drafter.propose(request("cake"), meter: meter).action == Action(tool: "whisk"))
        #expect(try await drafter.propose(request("soup"), meter: meter).action == Action(tool: "cut"))
        #expect(meter.started.map(\.purpose) == ["recall-miss", "action", "recall"])
    }

    @Test func ofSeveralAnswersMemoryGivesTheFirst() async throws {
        let drafter = MemoryDrafter(Recollection(of: "cook", from: known), fallback: Stranger())
        func answer(_ task: String, _ number: Int) async throws -> Action {
            try await drafter.propose(
                request(task).sampled(.init(number: number, temperature: 1)), meter: meter
            ).action
        }
        #expect(try await answer("soup", 0) == Action(tool: "cut"))
        #expect(try await answer("soup", 1) == Action(tool: "whisk"))
        #expect(try await answer("cake", 0) == Action(tool: "whisk"))
        #expect(meter.started.map(\.purpose) == ["recall", "action", "recall-miss", "action"])
        let alone = MemoryDrafter(Recollection(of: "cook", from: known))
        await #expect(throws: NothingRecalled.self) {
            try await alone.propose(request("soup").sampled(.init(number: 1, temperature: 1)), meter: meter)
        }
    }

    @Test func aMemoryThatCannotBeReadIsOneThatHoldsNothing() async throws {
        let broken = Recollection(of: "cook", from: BrokenMemory())
        let drafter = MemoryDrafter(broken, fallback: Stranger())
        #expect(try await drafter.propose(request("soup"), meter: meter).action == Action(tool: "whisk"))
        #expect(meter.settled.first?.outcome == .failed)
        #expect(meter.settled.first?.error?.contains("the disk is gone") == true)
        await #expect(throws: NothingRecalled.self) {
            try await MemoryDrafter(broken).propose(request("soup"), meter: meter)
        }
    }

    @Test func withoutMoneyNothingIsRecalledEither() async {
        let meter = CollectingMeter(isEmpty: true)
        let drafter = MemoryDrafter(Recollection(of: "cook", from: known))
        await #expect(throws: LimitReached.self) { try await drafter.propose(request("soup"), meter: meter) }
        #expect(meter.settled.isEmpty)
    }

    @Test func theRecordIsReadOnceForManyDrafts() async throws {
        let memory = PretendedMemory([.run(1, "soup", "cut", "boil")])
        let drafter = MemoryDrafter(Recollection(of: "cook", from: memory))
        for _ in 1...5 { _ = try await drafter.propose(request("soup"), meter: meter) }
        #expect(memory.reads == 2)
    }
}
