import Control
import Planning
import Simulation
import Testing

struct ThresholdDepthTests {
    /// Drafts of 1 s and verifications of 6 s, and verdicts on drafts.
    private func controller(
        lambda: Double, matches: Int = 0, mismatches: Int = 0, drafting: Double = 1, draftCost: Double? = 0.2,
        verificationCost: Double? = 1, tokens: (Int, Int) = (0, 0)
    ) throws -> ThresholdDepth {
        var controller = ThresholdDepth(.lambda(try #require(Lambda(lambda))), seed: 7)
        for position in 1...10 {
            controller.observe(
                .drafted(
                    DraftFeatures(position: position),
                    CallFigures(seconds: drafting, dollars: draftCost, promptTokens: tokens.0)))
            controller.observe(
                .verified(
                    position: position,
                    CallFigures(seconds: 6, dollars: verificationCost, promptTokens: tokens.1)))
        }
        var right = 0
        for index in 0..<(matches + mismatches) {
            let agrees = right * (matches + mismatches) <= index * matches && right < matches
            right += agrees ? 1 : 0
            controller.observe(.compared(DraftFeatures(position: index % 8 + 1, tool: .text), agrees: agrees))
        }
        return controller
    }

    private let context = DepthContext(frontier: 1, next: DraftFeatures(position: 1), stepsLeft: 20)

    @Test(arguments: [0, 50]) func atLambdaZeroNothingIsEverDrafted(matches: Int) throws {
        var controller = try controller(lambda: 0, matches: matches)
        let depths = (1..<200).map { frontier in
            var context = context
            context.frontier = frontier
            return controller.decide(context).depth
        }
        #expect(Set(depths) == [0])
    }

    @Test func atLambdaOneItAlwaysRidesOn() throws {
        var controller = try controller(lambda: 1, matches: 5, mismatches: 40)
        var context = context
        for _ in 0..<5 {
            let depth = controller.decide(context).depth
            #expect(depth > context.unresolvedDrafts)
            context.drafts.append(DraftFeatures(position: context.next.position, tool: .text))
            context.next.position += 1
        }
    }

    @Test func theMoreOftenDraftsAreRightTheFurtherItRides() throws {
        let depths = try [2, 12, 50].map { mismatches in
            var controller = try controller(lambda: 0.75, matches: 60, mismatches: mismatches)
            return controller.decide(context).depth
        }
        #expect(depths == depths.sorted(by: >))
        #expect(Set(depths).count > 1)
    }

    @Test func aDraftThatLooksBadIsNotRiddenOn() throws {
        let (good, bad) = (ToolMark("good"), ToolMark("bad"))
        var controller = try controller(lambda: 0.7)
        for index in 0..<120 {
            let tool = index % 2 == 0 ? good : bad
            controller.observe(.compared(DraftFeatures(position: 2, tool: tool), agrees: tool == good))
        }
        func depth(after tool: ToolMark) -> Int {
            var context = context
            context.drafts = [DraftFeatures(position: 1, tool: tool)]
            context.next.position = 2
            return controller.decide(context).depth
        }
        #expect(depth(after: good) >= 1)
        #expect(depth(after: bad) == 0)
    }

    @Test func nothingIsDraftedThatTheVerdictOvertakes() throws {
        var controller = try controller(lambda: 0.9, matches: 50)
        var context = context
        context.nextVerification = 5.9
        context.oldestVerification = 5.9
        // Two drafts take longer than what is left of the verification; one takes 1 s, and 1.2 s may be left.
        var slow = try self.controller(lambda: 0.9, matches: 50, drafting: 2)
        #expect(slow.decide(context).reason == "the oldest verdict is about to come")
        #expect(controller.decide(self.context).depth > 0)
    }

    @Test func nothingIsDraftedBeyondTheLastStep() throws {
        var controller = try controller(lambda: 1, matches: 50)
        var context = context
        context.stepsLeft = 1
        #expect(controller.decide(context).depth == 0)
    }

    @Test func nothingIsDraftedPastTheExpectedEndOfThePlan() throws {
        var controller = try controller(lambda: 0.7, matches: 60)
        for _ in 0..<40 {
            controller.observe(.started(TaskFeatures(cluster: 3), committed: 0))
            controller.observe(.ended(steps: 5, finished: true))
        }
        controller.observe(.started(TaskFeatures(cluster: 3), committed: 0))
        func depth(at position: Int) -> Int {
            controller.decide(
                DepthContext(frontier: position, next: DraftFeatures(position: position, cluster: 3), stepsLeft: 20)
            ).depth
        }
        #expect(depth(at: 1) > 0)
        #expect(depth(at: 5) <= 1)
        #expect(controller.decide(context).depth <= 4)
    }

    @Test func aDrafterSlowerThanTheVerifierIsNotUsed() throws {
        var controller = try controller(lambda: 1, matches: 50, drafting: 7)
        let decision = controller.decide(context)
        #expect(decision.depth == 0)
        #expect(decision.reason == "the drafter is no faster than the verifier")
    }

    @Test(
        arguments: [
            (nil, 1000, "tokens"), (nil, 0, "busy time"), (0, 1000, "busy time"), (0, 0, "busy time"),
        ] as [(Double?, Int, String)])
    func withoutPricesTheWorkOfACallIsItsCostAndTheReasonSaysSo(cost: Double?, tokens: Int, word: String) throws {
        var controller = try controller(
            lambda: 0.7, matches: 40, draftCost: cost, verificationCost: cost, tokens: (tokens / 5, tokens))
        let decision = controller.decide(context)
        #expect(decision.depth > 0)
        #expect(decision.reason.hasSuffix("cost is counted in \(word))"))
    }

    @Test func theMoreVerificationsVaryTheLessFarItRides() throws {
        func depth(_ times: [Double]) throws -> Int {
            var controller = try controller(lambda: 0.7, matches: 40, mismatches: 10)
            for index in 0..<60 {
                controller.observe(
                    .verified(position: 1, CallFigures(seconds: times[index % times.count], dollars: 1)))
            }
            return controller.decide(context).depth
        }
        #expect(try depth([6]) > depth([1, 11]))
    }

    @Test func theVerdictsOfATaskTellAboutItsNextSteps() throws {
        var controller = try controller(lambda: 0.7)
        func play(_ agrees: Bool, steps: Int) {
            controller.observe(.started(TaskFeatures(), committed: 0))
            for position in 1...steps {
                controller.observe(.compared(DraftFeatures(position: position), agrees: agrees))
            }
        }
        // Tasks are good or bad as a whole.
        for task in 0..<40 { play(task.isMultiple(of: 2), steps: 6) }
        play(true, steps: 3)
        let good = try #require(controller.decide(context).acceptance)
        play(false, steps: 3)
        let bad = try #require(controller.decide(context).acceptance)
        #expect(good > bad + 0.3)
    }

    @Test func whoHasLostHisMeansTriesNothing() throws {
        var controller = try controller(lambda: 0.5, matches: 2, mismatches: 2)
        #expect(controller.decide(context).reason == "drafted only to learn from it")
        for position in 1...3 {
            controller.observe(
                .committed(
                    CommitFigures(
                        position: position, tool: .text, seconds: 12, verification: CallFigures(seconds: 6, dollars: 1))
                ))
        }
        for frontier in 4..<60 {
            var context = context
            context.frontier = frontier
            #expect(controller.decide(context).depth == 0)
        }
    }

    @Test func draftsWithoutAVerdictTeachNothing() throws {
        var controller = try controller(lambda: 0.7, matches: 30, mismatches: 5)
        let before = controller
        controller.observe(.censored(DraftFeatures(position: 3, tool: .text)))
        #expect(controller == before)
    }

    @Test(arguments: [-0.1, 1.1, .nan, .infinity]) func lambdaLiesBetweenZeroAndOne(value: Double) {
        #expect(Lambda(value) == nil)
    }
}
