import Control
import Planning
import Testing

struct ObjectiveTests {
    private func steps(_ right: [Bool], drafting: Double? = 1, executing: Double = 0) -> [StepRecord] {
        right.map {
            StepRecord(
                verifying: 6, verificationCost: 1, drafting: drafting, draftCost: 0.2, draftIsRight: $0,
                executing: executing)
        }
    }

    @Test func theVerifierAloneHasAnObjectiveOfOneAtEveryLambda() throws {
        for value in [0, 0.3, 1] {
            let objective = Objective(try #require(Lambda(value)), steps: steps([true, false, true]))
            #expect(objective(seconds: 18, dollars: 3) == 1)
        }
    }

    @Test func theFloorsAreThoseOfTheClosedForm() {
        // S: 0, 1, 7, 8; the last step is over at 14.
        let objective = Objective(.balanced, steps: steps([true, false, true, true]))
        #expect(objective.oracle == Reference(seconds: 14, dollars: 4.4))
        #expect(abs(objective.best - (0.5 * 14 / 24 + 0.5 * 4.4 / 4)) < 1e-12)
    }

    @Test func allRightIsOneVerificationAndTheDraftsBefore() {
        #expect(Objective.latencyFloor(of: steps([true, true, true, true])) == 6 + 3)
        #expect(Objective.latencyFloor(of: steps([true, true, true], executing: 2)) == 6 + 2 + 2 * 3)
    }

    @Test func draftsThatAreSlowOrMissingHelpNobody() {
        #expect(Objective.latencyFloor(of: steps([true, true], drafting: nil)) == 12)
        #expect(Objective.latencyFloor(of: steps([true, true], drafting: 9)) == 12)
        #expect(Objective.costFloor(of: steps([true, true], drafting: 9)) == 2)
    }

    @Test func efficiencyIsThePartOfThePossibleGain() throws {
        let objective = Objective(try #require(Lambda(1)), steps: steps([true, true]))
        #expect(objective.efficiency(seconds: 7, dollars: 9) == 1)
        #expect(objective.efficiency(seconds: 12, dollars: 9) == 0)
        let costOnly = Objective(try #require(Lambda(0)), steps: steps([true, true]))
        #expect(costOnly.efficiency(seconds: 7, dollars: 2) == nil)
    }

    @Test(arguments: [Double.nan, .infinity]) func strangeFiguresWeighLikeTheVerifierAlone(strange: Double) {
        #expect(Objective(.balanced, steps: steps([true]))(seconds: strange, dollars: strange) == 1)
        #expect(Objective(.balanced, steps: [])(seconds: 5, dollars: 5) == 1)
    }

    @Test(arguments: [("$30/h", 30), ("0.5/min", 30), (" $ 0.01 / s ", 36), ("0/h", 0)])
    func aValueOfTimeIsRead(text: String, dollars: Double) throws {
        #expect(abs(try #require(ValueOfTime(text)).dollarsPerHour - dollars) < 1e-9)
    }

    @Test(arguments: ["", "30", "$/h", "-1/h", "nan/h", "30/day", "30/h/s", "inf/h"])
    func whatIsNoValueOfTimeIsRefused(text: String) {
        #expect(ValueOfTime(text) == nil)
    }

    @Test func theValueOfTimeIsALambda() throws {
        let value = try #require(ValueOfTime(dollarsPerHour: 36))
        // A second is worth 0.01; 100 s are worth as much as the dollar they come with.
        #expect(value.lambda(reference: Reference(seconds: 100, dollars: 1))?.value == 0.5)
        #expect(value.lambda(reference: Reference(seconds: 100, dollars: 0))?.value == 1)
        #expect(value.lambda(reference: Reference(seconds: 0, dollars: 1)) == nil)
        #expect(value.lambda(reference: Reference(seconds: .nan, dollars: 1)) == nil)
    }
}
