import Documents
import Testing

struct DurationAndSpellingTests {
    @Test(
        arguments: [
            ("90s", Duration.seconds(90)), ("5m", .seconds(300)), ("1h30m", .seconds(5400)), ("2d", .seconds(172_800)),
            ("250ms", .milliseconds(250)), ("0.5s", .milliseconds(500)), ("0s", .zero),
            ("1m1ms", .milliseconds(60_001)),
        ])
    func durationsAreNumbersWithUnits(text: String, duration: Duration) {
        #expect(DurationText.duration(text) == duration)
    }

    @Test(arguments: ["", "5", "m", "5 m", "-5m", "5x", "1.s", ".5s", "1e3s", "5M", "99999999d", "٣s", "5m ", "1..2s"])
    func anythingElseIsNoDuration(text: String) {
        #expect(DurationText.duration(text) == nil)
    }

    @Test(
        arguments: [
            ("drafer", "drafter"), ("VERIFIER", "verifier"), ("vreifier", "verifier"), ("max_step", "max_steps"),
            ("tool", "tools"), ("x", nil), ("temperature", nil), ("", nil),
        ] as [(String, String?)])
    func theNearestNameIsFound(text: String, expected: String?) {
        #expect(Spelling.nearest(to: text, among: ["drafter", "verifier", "max_steps", "tools"]) == expected)
    }
}
