@testable import EmbeddedEngine
import Testing

struct StepPaceTests {
    @Test func aStepTakesTheMeanOfTheLastOnesWithoutInterruptions() {
        var pace = StepPace()
        #expect(!pace.isKnown)
        pace.add(.microseconds(50))
        pace.add(.milliseconds(4))
        #expect(pace.step == nil)
        pace.add(.microseconds(60))
        #expect(pace.isKnown)
        #expect(pace.step == .microseconds(55))
        for _ in 1...16 { pace.add(.microseconds(7)) }
        #expect(pace.step == .microseconds(7))
    }

    @Test func aGuessSparesStepsAndCostsItsPartOfThePass() {
        var pace = StepPace()
        #expect(pace.spared(by: 3, guessed: 3, of: 18, in: .microseconds(180)) == nil)
        for _ in 1...3 { pace.add(.microseconds(50)) }
        #expect(pace.spared(by: 3, guessed: 3, of: 18, in: .microseconds(180)) == .microseconds(120))
        // What is wrong from the start costs and spares nothing.
        #expect(pace.spared(by: 0, guessed: 3, of: 18, in: .microseconds(180)) == .microseconds(-30))
    }
}
