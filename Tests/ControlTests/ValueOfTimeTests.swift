import Control
import Planning
import Testing

struct ValueOfTimeTests {
    @Test(arguments: [("$30/h", 30), ("0.5/min", 30), (" $ 0.01 / s ", 36)])
    func aValueOfTimeIsRead(text: String, dollars: Double) throws {
        #expect(abs(try #require(ValueOfTime(text)).dollarsPerHour - dollars) < 1e-9)
    }

    @Test(arguments: ["", "30", "$/h", "0/h", "-1/h", "nan/h", "30/day", "30/h/s", "inf/h"])
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
