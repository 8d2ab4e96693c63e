import Testing

@testable import Commands

struct ChartTests {
    @Test func aSparklineIsAsHighAsItsLargestValue() {
        #expect(Sparkline([0, 1, 2, 3, 4, 5, 6, 7, 8]).text(width: 20) == "▁▂▃▄▅▆▇██")
        #expect(Sparkline([0, 0]).text(width: 5) == "▁▁")
        #expect(Sparkline([3, nil, 0.0001]).text(width: 5) == "█ ▁")
        #expect(Sparkline([]).text(width: 5).isEmpty && Sparkline([1]).text(width: 0).isEmpty)
        #expect(Sparkline([1, .nan, -1, .infinity]).text(width: 9) == "█   ")
    }

    @Test func moreValuesThanColumnsShowTheLargestOfAFew() {
        let values = (1...80).map { Optional(Double($0)) }
        #expect(Sparkline(values).text(width: 8) == "▂▃▄▅▆▇██")
        for width in 1...100 { #expect(Sparkline(values).text(width: width).count == min(width, 80)) }
    }

    @Test func aBarIsAsWideAsItsShare() {
        #expect(Bar(amount: 10).text(of: 10, width: 8) == "████████")
        #expect(Bar(amount: 5).text(of: 10, width: 8) == "████")
        #expect(Bar(amount: 0.001).text(of: 10, width: 8) == "█", "what is not zero can be seen")
        #expect(Bar(amount: 0).text(of: 10, width: 8).isEmpty)
        #expect(Bar(amount: 0).text(of: 0, width: 8).isEmpty && Bar(amount: 3).text(of: 3, width: 0).isEmpty)
        #expect(Bar(amount: .nan).text(of: 1, width: 8).isEmpty)
    }

    @Test func whatWasSpentInVainIsHatched() {
        #expect(Bar(amount: 10, hatched: 5).text(of: 10, width: 8) == "████░░░░")
        #expect(Bar(amount: 10, hatched: 0.01).text(of: 10, width: 8) == "███████░")
        #expect(Bar(amount: 10, hatched: 9.99).text(of: 10, width: 8) == "█░░░░░░░")
        #expect(Bar(amount: 10, hatched: 10).text(of: 10, width: 8) == "░░░░░░░░")
        #expect(Bar(amount: 10, hatched: 11).text(of: 10, width: 8) == "░░░░░░░░")
        #expect(Bar(amount: 0.001, hatched: 0.0005).text(of: 10, width: 8).count == 1)
    }
}
