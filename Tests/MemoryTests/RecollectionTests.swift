import Memory
import Planning
import Testing

struct RecollectionTests {
    private func prepared(_ runs: [RememberedRun], similar: [RememberedRun] = [], task: String) async throws
        -> Recollection
    {
        let recollection = Recollection(of: "cook", from: PretendedMemory(runs, similar: similar))
        try await recollection.prepare(for: task)
        return recollection
    }

    private func guess(_ recollection: Recollection, _ task: String, _ done: String...) -> Recollection.Guess? {
        recollection.guess(for: ProposalRequest(task: task, trajectory: Trajectory(done.map(Step.doing))))
    }

    @Test func theSameTaskAtTheSamePointIsRecalledAfterOneTime() async throws {
        let recollection = try await prepared([.run(1, "soup", "cut", "boil", "serve")], task: "soup")
        #expect(guess(recollection, "soup")?.action == Action(tool: "cut"))
        #expect(guess(recollection, "soup", "cut")?.action == Action(tool: "boil"))
        let found = try #require(guess(recollection, "  soup\n", "cut", "boil"))
        #expect(found.action == Action(tool: "serve"))
        #expect(found.source == .samePrefix)
        #expect(found.confidence == 2.0 / 3)
    }

    @Test func anotherTaskNeedsThreeTimes() async throws {
        let twice = [RememberedRun.run(1, "soup", "cut", "boil"), .run(2, "stew", "cut", "boil")]
        let little = try await prepared(twice, task: "curry")
        #expect(guess(little, "curry", "cut") == nil)
        let enough = try await prepared(twice + [.run(3, "rice", "cut", "boil")], task: "curry")
        let found = try #require(guess(enough, "curry", "cut"))
        #expect(found.action == Action(tool: "boil"))
        #expect(found.source == .sameActions)
        #expect([found.count, found.total] == [3, 3])
    }

    @Test func oneTaskRunOverAndOverSaysNothingAboutAnother() async throws {
        let runs = (1...9).map { RememberedRun.run(UInt64($0), "soup", "cut", "boil") }
        let recollection = try await prepared(runs, task: "stew")
        #expect(guess(recollection, "stew", "cut") == nil)
        #expect(guess(recollection, "soup", "peel", "cut")?.action == Action(tool: "boil"))
    }

    @Test func aDividedMemorySaysNothing() async throws {
        let runs = [
            RememberedRun.run(1, "a", "cut", "boil"), .run(2, "b", "cut", "boil"), .run(3, "c", "cut", "boil"),
            .run(4, "d", "cut", "fry"), .run(5, "e", "cut", "fry"), .run(6, "f", "cut", "bake"),
        ]
        #expect(guess(try await prepared(runs, task: "z"), "z", "cut") == nil)
    }

    @Test func longerContextsAreHeardFirst() async throws {
        let often = (1...6).map { RememberedRun.run(UInt64($0), "t\($0)", "wash", "cut", "boil") }
        let seldom = (7...9).map { RememberedRun.run(UInt64($0), "t\($0)", "peel", "cut", "fry") }
        let recollection = try await prepared(often + seldom, task: "z")
        #expect(guess(recollection, "z", "peel", "cut")?.action == Action(tool: "fry"))
        #expect(guess(recollection, "z", "wash", "cut")?.action == Action(tool: "boil"))
        #expect(guess(recollection, "z", "grate", "cut")?.action == Action(tool: "boil"))
    }

    @Test func aFailedStepIsAnotherSituation() async throws {
        let runs = (1...3).map { RememberedRun.run(UInt64($0), "t\($0)", "open", "read") }
        let recollection = try await prepared(runs, task: "z")
        let failed = Step(action: Action(tool: "open"), observation: Observation("no such file", isError: true))
        let request = ProposalRequest(task: "z", trajectory: Trajectory([failed]))
        #expect(recollection.guess(for: request) == nil)
        #expect(guess(recollection, "z", "open") != nil)
    }

    @Test func similarTasksDecideWhereAllTasksTogetherAreDivided() async throws {
        let soups = (1...3).map { RememberedRun.run(UInt64($0), "soup \($0)", "cut", "boil") }
        let salads = (4...8).map { RememberedRun.run(UInt64($0), "salad \($0)", "cut", "toss") }
        let stews = (9...11).map { RememberedRun.run(UInt64($0), "stew \($0)", "cut", "fry") }
        let recollection = try await prepared(soups + salads + stews, similar: soups, task: "soup 9")
        let found = try #require(guess(recollection, "soup 9", "cut"))
        #expect(found.action == Action(tool: "boil"))
        #expect(found.source == .similarTask)
        #expect(guess(recollection, "salad 9", "cut") == nil)
    }

    @Test func theRunThatGoesOnIsLearntFromStepByStep() async throws {
        let recollection = try await prepared([], task: "loop")
        let sink = RecollectionSink(recollection, passingTo: NoSink())
        for event in RunEvent.run("loop", of: "cook", "look", "step", "look", "step", "look", "step", "look") {
            sink.record(event)
        }
        #expect(guess(recollection, "loop", "x", "look")?.action == Action(tool: "step"))
        // What this process saw happen is not counted again when the record is read.
        #expect(guess(recollection, "loop")?.total == 1)
    }

    @Test(arguments: [Guarantee.lossy]) func nothingIsLearntFromALossyRun(_ guarantee: Guarantee) async throws {
        let recollection = try await prepared([], task: "loop")
        let sink = RecollectionSink(recollection, passingTo: NoSink())
        for event in RunEvent.run("loop", of: "cook", guarantee: guarantee, "look", "step") { sink.record(event) }
        for event in RunEvent.run("loop", of: "driver", "look", "step") { sink.record(event) }
        for event in RunEvent.run("loop", of: "cook", verifier: nil, "look", "step") { sink.record(event) }
        #expect(guess(recollection, "loop") == nil)
    }

    @Test func aResumedRunIsLearntFromItsFirstStepOn() async throws {
        let recollection = try await prepared([], task: "soup")
        recollection.follow(.cooking("soup"), from: Trajectory([.doing("cut"), .doing("boil")]))
        #expect(guess(recollection, "soup", "cut")?.action == Action(tool: "boil"))
        let serve = RunEvent.Committed(
            position: 3, step: .doing("serve"), source: .verifier, verifierTime: .zero, verifierCost: nil,
            executionTime: .zero)
        RecollectionSink(recollection, passingTo: NoSink()).record(
            RunEvent(run: RunHeader.cooking("soup").run, sequence: 9, time: .zero, kind: .committed(serve)))
        #expect(guess(recollection, "soup", "cut", "boil")?.action == Action(tool: "serve"))
    }

    @Test func theEventsArePassedOnFirstAndFlushed() async throws {
        let log = CountingSink()
        let recollection = try await prepared([], task: "t")
        let sink = RecollectionSink(recollection, passingTo: log)
        let events = RunEvent.run("t", of: "cook", "a")
        for event in events { sink.record(event) }
        try await sink.flush()
        #expect(log.counts == [events.count, 1])
    }

    @Test func theMostFrequentStepWinsAndTiesGoToTheOneThatSucceeded() async throws {
        let runs = [
            RememberedRun.run(1, "t", finished: false, "a"), .run(2, "t", "b"), .run(3, "t", finished: false, "a"),
            .run(4, "t", "b"),
        ]
        #expect(guess(try await prepared(runs, task: "t"), "t")?.action == Action(tool: "b"))
    }
}
