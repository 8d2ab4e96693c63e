@testable import Dashboard
import Ledger
import Planning
import Testing

struct RunDocumentsTests {
    private let fixture: SiteFixture
    private let run = SampleRun.ended()

    init() throws {
        fixture = try SiteFixture()
    }

    @Test func aRunIsDrawnFromItsEvents() async throws {
        try await fixture.keep(run.events)
        let timeline = try await fixture.json("/api/runs/\(run.id)")
        #expect(timeline["run"]?["schema"]?.string == RunDocument.currentSchema)
        #expect(timeline["live"] == false)
        #expect(timeline["calls"]?.array?.count == 5)
        let verdicts = (timeline["proposals"]?.array ?? []).filter { $0["kind"] == "verdict" }
        #expect(verdicts.map { $0["agrees"] } == [true, false])
        #expect(timeline["executions"]?.array?.map { $0["stands"] } == [true])
        #expect(timeline["commits"]?.array?.map { $0["source"] } == ["drafted", "verifier"])
        #expect(timeline["choices"]?.array?.first?["threshold"] == 0.3)
        #expect(timeline["decisions"]?.array?.map { $0["draft"] } == ["right", "wrong"])
    }

    @Test func aRunIsFoundByTheBeginningOfItsName() async throws {
        try await fixture.keep(run.events)
        let name = run.id.description.lowercased().prefix(20)
        #expect(try await fixture.json("/api/runs/\(name)")["run"]?["run"]?.string == run.id.description)
    }

    @Test(arguments: [["try", "do"], ["do", "try"]]) func whatCameOfAnotherActionDoesNotStand(tools: [String]) {
        var run = SampleRun()
        let done = Action(tool: "do")
        for action in tools.map({ Action(tool: $0) }) {
            run.append(
                .executed(
                    .init(
                        position: 1, action: action, observation: Observation("ok"), early: true,
                        duration: .milliseconds(1))))
        }
        run.append(
            .committed(
                .init(
                    position: 1, step: Step(action: done, observation: Observation("ok")), source: .verifier,
                    verifierTime: .zero, verifierCost: nil, executionTime: .zero)))
        #expect(RunMoments(run.events).executions.map(\.stands) == tools.map { $0 == "do" })
    }

    @Test func aCallTellsWhatItWasAskedAndWhetherThatIsCertain() async throws {
        try await fixture.keep(run.events)
        let first = try await fixture.json("/api/runs/\(run.id)/calls/2")
        #expect(first["seen"] == [])
        #expect(first["seen_is_exact"] == true)
        #expect(first["thought"] == "I look")
        #expect(first["response"] == "<tool>look</tool>")
        let ahead = try await fixture.json("/api/runs/\(run.id)/calls/4")
        #expect(ahead["seen"] == [["step": 1, "action": "look", "observation": "a dog", "committed": false]])
        #expect(ahead["seen_is_exact"] == true)
        // Its fingerprint is of other steps than those that the record knows.
        #expect(try await fixture.json("/api/runs/\(run.id)/calls/5")["seen_is_exact"] == false)
        for number in ["6", "0", "-1", "x", "99999999999999999999"] {
            #expect(await fixture.ask("/api/runs/\(run.id)/calls/\(number)").status == 404)
        }
    }

    @Test func aRunThatGoesOnIsReadOnWhereItWasLeft() async throws {
        let events = run.events
        let histories = RunHistories()
        for end in [3, 9, events.count] {
            let known = try await fixture.store.events(of: run.id).count
            try await fixture.keep(events[known..<end])
            #expect(try await histories.history(of: run.id, in: fixture.store) == Array(events[..<end]))
        }
    }

    @Test func aLiveRunIsListedWithTheFiguresOfThisMoment() async throws {
        var live = SampleRun(2)
        live.act()
        try await fixture.keep(live.events)
        let row = try await fixture.json("/api/runs")["runs"]?.array?.first
        #expect(row?["status"] == "running")
        #expect(row?["live"] == true)
        #expect(row?["acceptance"] == 0.5)
    }
}
