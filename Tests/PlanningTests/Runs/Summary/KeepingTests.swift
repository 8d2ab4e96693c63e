import Planning
import Testing

/// What a summary says of drafts that stand without the verifier.
struct KeepingTests {
    /// A drafted step that was looked at: kept, or decided by the verifier.
    private func step(_ position: Int, _ run: inout RunRecording, isKept: Bool, call: inout Int) {
        call += 1
        run.start(call, .drafter, at: position)
        run.settle(call, cost: 10)
        run.draft(position, "pick")
        call += 1
        run.start(call, .scorer, at: position)
        run.settle(call, cost: 1)
        run.append(
            .scored(
                .init(
                    position: position, prefix: "0", action: Action(tool: "pick"), score: isKept ? 0.9 : 0.2,
                    threshold: 0.7, isKept: isKept, reason: "")))
        if !isKept { run.judge(position, "put", agrees: false) }
        run.append(
            .committed(
                .init(
                    position: position, step: Step(action: Action(tool: isKept ? "pick" : "put")),
                    source: isKept ? .drafted : .verifier, verifierTime: isKept ? .zero : .milliseconds(300),
                    verifierCost: isKept ? .zero : Money(nanodollars: 90), executionTime: .milliseconds(10))))
    }

    private func audit(_ position: Int, _ run: inout RunRecording, agrees: Bool, call: inout Int) {
        call += 1
        run.start(call, .verifier, at: position)
        run.settle(call, cost: 70)
        run.append(
            .audited(
                .init(position: position, action: Action(tool: "put"), agrees: agrees, calls: [CallID(call)])))
    }

    @Test func keptDraftsAreCountedAndNotCalledRight() throws {
        var (run, call) = (RunRecording(), 0)
        for position in 1...5 { step(position, &run, isKept: position != 3, call: &call) }
        audit(2, &run, agrees: false, call: &call)
        audit(5, &run, agrees: true, call: &call)
        let keeping = try #require(run.summary.keeping)
        #expect([keeping.drafts, keeping.kept, keeping.audited, keeping.differing] == [5, 4, 2, 1])
        #expect(keeping.loss == 0.5)
        #expect(keeping.interval == BinomialInterval.clopperPearson(hits: 1, trials: 2))
        // The only verdict on a draft was no.
        #expect(run.summary.acceptance == 0)
        #expect(run.summary.steps.map(\.isKept) == [true, true, false, true, true])
        #expect(run.summary.steps[1].audit?.agrees == false)
    }

    @Test func whereEveryKeptStepWasAuditedTheLossIsKnown() throws {
        var (run, call) = (RunRecording(), 0)
        for position in 1...4 { step(position, &run, isKept: true, call: &call) }
        #expect(try #require(run.summary.keeping).interval == nil)
        for position in 1...4 { audit(position, &run, agrees: position > 1, call: &call) }
        #expect(run.summary.keeping?.interval == 0.25...0.25)
    }

    @Test func theVerifierAloneIsEstimatedByTheStepsItWasAskedAbout() throws {
        var (run, call) = (RunRecording(), 0)
        step(1, &run, isKept: true, call: &call)
        step(2, &run, isKept: true, call: &call)
        #expect(run.summary.sequentialLatency == nil)
        #expect(run.summary.sequentialCost == nil)
        step(3, &run, isKept: false, call: &call)
        #expect(run.summary.sequentialLatency == .milliseconds(3 * 310))
        #expect(run.summary.sequentialCost == Money(nanodollars: 270))
        // An audit of 50 ms and 70: the mean of both is 175 ms and 80.
        audit(1, &run, agrees: true, call: &call)
        #expect(run.summary.sequentialLatency == .milliseconds(310 + 2 * 185))
        #expect(run.summary.sequentialCost == Money(nanodollars: 250))
        #expect(run.summary.verifierEffort?.tokens == 6)
    }

    @Test func anUnknownPriceOfAnAuditMakesTheEstimateUnknown() {
        var (run, call) = (RunRecording(), 0)
        step(1, &run, isKept: true, call: &call)
        call += 1
        run.start(call, .verifier, at: 1)
        run.settle(call, cost: nil)
        run.append(.audited(.init(position: 1, action: Action(tool: "put"), agrees: true, calls: [CallID(call)])))
        #expect(run.summary.sequentialLatency == .milliseconds(60))
        #expect(run.summary.sequentialCost == nil)
    }

    @Test func aRunThatIsResumedForgetsScoresOfStepsThatAreNotKept() {
        var (run, call) = (RunRecording(), 0)
        for position in 1...3 { step(position, &run, isKept: true, call: &call) }
        run.resume(keeping: 1)
        #expect(run.summary.keeping?.kept == 1)
    }

    @Test func candidatesOfASearchAreNoDrafts() {
        var run = RunRecording()
        for _ in 1...3 {
            run.append(
                .scored(
                    .init(position: 1, prefix: "0", action: Action(tool: "pick"), score: 1, isKept: true, reason: "")))
        }
        run.commit(1, "pick")
        #expect(run.summary.keeping == nil)
        #expect(run.summary.sequentialLatency == .milliseconds(210))
    }

    @Test func decisionsTellOfScoresAndAudits() throws {
        var (run, call) = (RunRecording(), 0)
        step(1, &run, isKept: true, call: &call)
        step(2, &run, isKept: false, call: &call)
        audit(1, &run, agrees: false, call: &call)
        let steps = RunDecisions(run.events).steps
        #expect(steps.map(\.fate) == [.kept, .wrong])
        #expect(steps.map { $0.scored?.score } == [0.9, 0.2])
        #expect(steps.map { $0.audit?.agrees } == [false, nil])
    }

    @Test func theDocumentHasTheLossWithItsBounds() throws {
        var (run, call) = (RunRecording(), 0)
        for position in 1...8 { step(position, &run, isKept: true, call: &call) }
        for position in 1...4 { audit(position, &run, agrees: position > 1, call: &call) }
        let document = try #require(RunDocument(run.summary))
        let keeping = try #require(document.keeping)
        #expect([keeping.drafts, keeping.kept, keeping.audited, keeping.differing] == [8, 8, 4, 1])
        #expect(keeping.loss == 0.25)
        #expect(try abs(#require(keeping.lossLow) - 0.0063) < 1e-4)
        #expect(try abs(#require(keeping.lossHigh) - 0.8059) < 1e-4)
        #expect(document.calls.scorer == 8)
        #expect(String(decoding: try document.json(), as: UTF8.self).contains(#""loss_high" : 0.80"#))
    }
}
