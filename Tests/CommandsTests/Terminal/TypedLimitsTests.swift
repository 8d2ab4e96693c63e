import Planning
import Testing

@testable import Commands

struct TypedLimitsTests {
    @Test(arguments: [
        ("0.50", 500_000_000), ("$2", 2_000_000_000), (".5", 500_000_000), ("2.", 2_000_000_000),
        ("2 USD", 2_000_000_000),
        ("0.000000001", 1), ("1_000", 1_000_000_000_000), ("0", 0),
    ]) func dollarsAreReadAsPeopleTypeThem(text: String, nanodollars: Int64) throws {
        #expect(try TypedLimits.money(text) == Money(nanodollars: nanodollars))
    }

    @Test(arguments: ["", "$", "two", "-1", "1,50", "1e3", "nan", "0.0000000001", "99999999999999999999"])
    func whatIsNoAmountIsRefused(text: String) {
        #expect(throws: (any Error).self) { try TypedLimits.money(text) }
    }

    @Test(arguments: [("90s", 90.0), ("5m", 300), ("1h30m", 5400), ("1.5h", 5400), ("500ms", 0.5), ("5 M", 300)])
    func timesAreReadAsPeopleTypeThem(text: String, seconds: Double) throws {
        #expect(try TypedLimits.duration(text) == .seconds(seconds))
    }

    @Test(arguments: ["", "300", "soon", "0s", "-5m", "5 parsecs"]) func whatIsNoTimeIsRefused(text: String) {
        #expect(throws: (any Error).self) { try TypedLimits.duration(text) }
    }
}
