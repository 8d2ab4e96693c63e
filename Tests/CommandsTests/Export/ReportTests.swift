import Planning
import Testing

@testable import Commands

/// The page and the sheet of a run.
struct ReportTests {
    private static let attack = #"<script>alert(1)</script>"onload='x' & </pre></title></style>"#

    @Test func thePageIsOneFileThatNeedsNothing() {
        let text = RunReport(LongRun.events(steps: 3)).text
        #expect(text.hasPrefix("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"))
        #expect(text.contains("finished: 3 steps in 3 s, $0.003"))
        #expect(text.contains("<b>move 2</b>"))
        #expect(text.contains("the end"))
        #expect(text.contains("prefers-color-scheme:dark"))
        for outside in ["http://", "https://", "<script", "<link", "<img", "url(", "@import"] {
            #expect(!text.contains(outside), "\(outside)")
        }
        #expect(text.utf8.count < 20_000)
    }

    @Test func nothingThatWasSaidIsMoreThanText() {
        let text = RunReport(LongRun.events(steps: 2, answer: Self.attack)).text
        #expect(text.contains("moved &lt;script&gt;alert(1)&lt;/script&gt;&quot;onload=&#39;x&#39; &amp; &lt;/pre&gt;"))
        #expect(!text.contains("<script"))
        #expect(text.ranges(of: "</style>").count == 1)
        #expect(text.ranges(of: "</title>").count == 1 + text.ranges(of: "<rect").count)
    }

    @Test func everyElementThatIsOpenedIsClosed() {
        let text = RunReport(LongRun.events(steps: 3, answer: Self.attack)).text
        var open: [Substring] = []
        for match in text.matches(of: /<(\/?)([a-z0-9]+)[^>]*>/) where match.output.2 != "meta" {
            if match.output.1.isEmpty {
                open.append(match.output.2)
            } else {
                #expect(open.popLast() == match.output.2)
            }
        }
        #expect(open == [])
    }

    @Test func aRunThatDidNothingHasAPageToo() {
        let text = RunReport(Array(LongRun.events(steps: 1, isOver: false).prefix(1))).text
        #expect(text.contains("Nothing was asked and nothing was done."))
        #expect(RunReport([]).text.contains("</html>"))
    }

    @Test func aLongRunIsDrawnInPart() {
        let text = RunReport(LongRun.events(steps: 1200)).text
        #expect(text.ranges(of: "<rect").count == 3000)
        #expect(text.contains("only the first 3000 bars are drawn"))
    }

    @Test func theSheetHasALineForEveryCall() throws {
        let lines = CallSheet(RunSummary(LongRun.events(steps: 2))).text.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[0].hasPrefix("run,call,step,role,model,purpose,started_s,"))
        #expect(
            lines[2]
                == "01JZZZZZZZ0123456789ABCDEF,2,2,verifier,local/large,action,1.0,1.0,0.1,100,0,10,0.001,reported,finished,useful,,1,"
        )
    }

    @Test(arguments: [
        ("down, again", "\"down, again\""), ("said \"no\"", "\"said \"\"no\"\"\""), ("two\nlines", "\"two\nlines\""),
        ("=1+1", "'=1+1"), ("@x,y", "\"'@x,y\""), ("plain", "plain"),
    ]) func whatComesFromOutsideStaysInItsCell(error: String, cell: String) {
        var events = Array(LongRun.events(steps: 1).prefix(2))
        events.append(
            RunEvent(
                run: events[0].run, sequence: 3, time: .seconds(1),
                kind: .callSettled(
                    .init(
                        call: CallID(1), firstToken: nil, duration: .seconds(1),
                        settlement: CallSettlement(outcome: .failed, usage: .zero, cost: nil, error: error)))))
        #expect(CallSheet(RunSummary(events)).text.hasSuffix(",failed,,,1,\(cell)\n"))
    }
}
