import Control
import Planning
import Testing

struct ThresholdDepthTests {
    private func controller(
        lambda: Double, matches: Int = 0, mismatches: Int = 0, drafting: Duration = .seconds(1),
        verifying: Duration = .seconds(6), draftCost: Money? = Money(nanodollars: 200),
        verificationCost: Money? = Money(nanodollars: 1000)
    ) throws -> ThresholdDepth {
        var controller = ThresholdDepth(lambda: try #require(Lambda(lambda)), seed: 7)
        for _ in 0..<10 {
            controller.observe(.drafted(drafting, draftCost))
            controller.observe(.verified(verifying, verificationCost))
        }
        for _ in 0..<matches { controller.observe(.compared(agrees: true)) }
        for _ in 0..<mismatches { controller.observe(.compared(agrees: false)) }
        return controller
    }

    private let context = DepthContext(
        frontier: 1, unresolvedDrafts: 0, stepsLeft: 20, oldestVerification: .zero)

    @Test(arguments: [0, 50]) func atLambdaZeroNothingIsEverDrafted(matches: Int) throws {
        var controller = try controller(lambda: 0, matches: matches)
        let depths = (0..<200).map { _ in controller.decide(context).depth }
        #expect(Set(depths) == [0])
    }

    @Test func atLambdaOneTheWindowIsFilled() throws {
        var controller = try controller(lambda: 1, matches: 5, mismatches: 20)
        // ⌈6/1⌉ − 1 drafts fit before the first verdict is back.
        let depth = controller.decide(context).depth
        #expect(depth == 5)
    }

    @Test func theMoreOftenDraftsAreRightTheFurtherItRides() throws {
        let depths = try [0, 3, 12, 50].map { mismatches in
            var controller = try controller(lambda: 0.8, matches: 50, mismatches: mismatches)
            return controller.decide(context).depth
        }
        #expect(depths == depths.sorted(by: >))
        #expect(try #require(depths.first) > (try #require(depths.last)))
    }

    @Test func atEqualWeightADrafterBelowTwoThirdsIsNotUsed() throws {
        // algorithms.md 5.3: λ₀ = 0.53 at p = 0.6, so at λ = 0.5 depth 0 is best but for exploration.
        var controller = try controller(lambda: 0.5, matches: 300, mismatches: 200)
        let drafts = (0..<200).count { _ in controller.decide(context).depth > 0 }
        #expect(drafts < 10)
    }

    @Test func aDrafterSlowerThanTheVerifierIsNotUsed() throws {
        var controller = try controller(lambda: 1, matches: 50, drafting: .seconds(7))
        let decision = controller.decide(context)
        #expect(decision.depth == 0)
        #expect(decision.reason == "the drafter is no faster than the verifier")
    }

    @Test func withoutPricesTheWorkOfACallIsItsCost() throws {
        var unpriced = try controller(lambda: 0.7, matches: 40, draftCost: nil, verificationCost: nil)
        var free = try controller(lambda: 0.7, matches: 40, draftCost: .zero, verificationCost: .zero)
        let (one, other) = (unpriced.decide(context), free.decide(context))
        #expect(one == other)
        #expect(one.depth > 0)
    }

    @Test func withoutExperienceItExploresExceptWhereNoDraftCouldPay() throws {
        for lambda in [0.3, 0.6, 1] {
            var controller = ThresholdDepth(lambda: try #require(Lambda(lambda)), seed: 1)
            let depth = controller.decide(context).depth
            #expect(depth >= (lambda < 0.5 ? 0 : 1))
        }
    }

    @Test(arguments: [Duration.zero, .seconds(-5)]) func strangeTimesNeverBreakIt(duration: Duration) throws {
        var controller = try controller(lambda: 0.5, matches: 5, drafting: duration, verifying: duration)
        controller.observe(.committed(duration, nil))
        controller.observe(.verificationCancelled(duration, Money(nanodollars: .max)))
        let depth = controller.decide(context).depth
        #expect((0...64).contains(depth))
    }

    @Test func theSameHistoryGivesTheSameAnswers() throws {
        var first = try controller(lambda: 0.6, matches: 4, mismatches: 6)
        var second = first
        for _ in 0..<50 {
            let (one, other) = (first.decide(context), second.decide(context))
            #expect(one == other)
        }
    }

    @Test(arguments: [-0.1, 1.1, .nan, .infinity]) func lambdaLiesBetweenZeroAndOne(value: Double) {
        #expect(Lambda(value) == nil)
    }
}
