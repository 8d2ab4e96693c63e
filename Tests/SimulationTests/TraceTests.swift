import Foundation
import Planning
import Simulation
import Testing

struct TraceTests {
    private func row(_ steps: String) -> String { "{\"task_id\": 7, \"task\": \"t\", \"steps\": \(steps)}" }

    private func error(_ text: String) -> DataFileError? {
        do throws(DataFileError) {
            _ = try TraceWorkload(parsing: text, file: "f.jsonl")
            return nil
        } catch {
            return error
        }
    }

    private let good = """
        {"step": 1, "drafter": {"action": "a", "latency_s": 1, "prompt_tokens": 10, "generation_tokens": 2}, \
        "verifier": {"action": "a", "latency_s": 5.5, "prompt_tokens": 20, "generation_tokens": 30}, "match": true}
        """

    @Test func aTraceIsReadAndOtherKeysAreIgnored() throws {
        let text = "\n{\"setting\": 1, \"task_id\": \"x\", \"task\": \"t\", \"steps\": [\(good)], \"rounds\": null}\n\n"
        let trace = try #require(try TraceWorkload(parsing: text, file: "f").tasks.first)
        #expect(trace.id == "x")
        #expect(trace.steps.count == 1)
        #expect(trace.steps[0].matches)
        #expect(trace.steps[0].verifier.latency == 5.5)
        #expect(trace.steps[0].drafter?.promptTokens == 10)
    }

    @Test(arguments: [
        ("", "f.jsonl: there is no task"),
        ("\n  \n", "f.jsonl: there is no task"),
        ("[]", "f.jsonl:1: this is no JSON object"),
        ("{\"task\": 1}", "f.jsonl:1: steps is missing"),
        ("\n{\"steps\": []}", "f.jsonl:2: steps is empty"),
        ("{\"steps\": {\"0\": 1}}", "f.jsonl:1: steps is no list"),
        ("{\"steps\": [{\"verifier\": {\"latency_s\": 1e300}}]}", "f.jsonl:1: steps[0].verifier.latency_s is 1e+300"),
        ("{\"steps\": [1]}", "f.jsonl:1: steps[0] is no object"),
        ("{\"steps\": [{\"drafter\": null}]}", "f.jsonl:1: steps[0].verifier is missing"),
        ("{\"steps\": [{\"verifier\": {\"action\": \"a\"}}]}", "f.jsonl:1: steps[0].verifier.latency_s is missing"),
        ("{\"steps\": [{\"verifier\": {\"latency_s\": null}}]}", "f.jsonl:1: steps[0].verifier.latency_s is missing"),
        ("{\"steps\": [{\"verifier\": {\"latency_s\": NaN}}]}", "f.jsonl:1: this is no JSON"),
        ("{\"steps\": [{\"verifier\": {\"latency_s\": -1}}]}", "f.jsonl:1: steps[0].verifier.latency_s is -1"),
        ("{\"steps\": [{\"verifier\": {\"latency_s\": 1e400}}]}", "f.jsonl:1:"),
        ("{\"steps\": [{\"verifier\": {\"latency_s\": \"2\"}}]}", "f.jsonl:1: steps[0].verifier.latency_s is \"2\""),
        (
            "{\"steps\": [{\"verifier\": {\"latency_s\": 1, \"prompt_tokens\": -3}}]}",
            "f.jsonl:1: steps[0].verifier.prompt_tokens is -3"
        ),
        ("{\"steps\": [{\"verifier\": {\"latency_s\": 1, \"action\": 3}}]}", "f.jsonl:1: steps[0].verifier.action"),
        ("{\"steps\": [{\"verifier\": {\"latency_s\": 1}, \"match\": 1}]}", "f.jsonl:1: steps[0].match"),
        ("{\"steps\": [{\"verifier\": {\"latency_s\": 1}, \"drafter\": 1}]}", "f.jsonl:1: steps[0].drafter"),
        ("{\"steps\": [{\"verifier\": {\"latency_s\": 1}", "f.jsonl:1: this is no JSON"),
    ])
    func aBadTraceIsNamedWithItsLine(text: String, beginning: String) throws {
        let description = try #require(error(text)).description
        #expect(description.hasPrefix(beginning), "\(description)")
    }

    @Test(arguments: [
        "null", "{\"action\": \"\", \"latency_s\": null}", "{\"action\": null, \"latency_s\": 3}",
        "{\"action\": \"a\", \"latency_s\": null}",
    ])
    func aDraftWithoutActionOrTimeHasFailedWhateverMatchSays(drafter: String) throws {
        let step = "{\"drafter\": \(drafter), \"verifier\": {\"action\": \"a\", \"latency_s\": 2}, \"match\": true}"
        let workload = try TraceWorkload(parsing: row("[\(step)]"), file: "f")
        let planned = try #require(workload.planned(prices: nil).first)
        #expect(planned.steps[0].draft == .fails)
    }

    @Test(arguments: ["\n", "\r\n", "\r"]) func everyLineEndsAsItLikes(ending: String) throws {
        let text = "\u{feff}" + [row("[\(good)]"), row("[\(good)]")].joined(separator: ending) + ending
        #expect(try TraceWorkload(parsing: text, file: "f").tasks.count == 2)
    }

    @Test func aTextMayHoldOtherLineBreaks() throws {
        let text = row("[\(good)]").replacingOccurrences(of: "\"t\"", with: "\"a\u{2028}b\u{85}c\"")
        #expect(try TraceWorkload(parsing: text, file: "f").tasks.map(\.task) == ["a\u{2028}b\u{85}c"])
    }

    @Test func withoutAWordOnTheMatchTheActionsAreCompared() throws {
        func step(_ action: String) -> String {
            "{\"drafter\": {\"action\": \"\(action)\", \"latency_s\": 1}, "
                + "\"verifier\": {\"action\": \"a\", \"latency_s\": 2}}"
        }
        let workload = try TraceWorkload(parsing: row("[\(step("a")), \(step("b"))]"), file: "f")
        #expect(workload.tasks[0].steps.map(\.matches) == [true, false])
    }

    @Test func aDraftOfTheLastActionFinishesTooSoonBeforeTheEnd() throws {
        func step(_ draft: String, _ decision: String) -> String {
            "{\"drafter\": {\"action\": \"\(draft)\", \"latency_s\": 1}, "
                + "\"verifier\": {\"action\": \"\(decision)\", \"latency_s\": 2}}"
        }
        let workload = try TraceWorkload(parsing: row("[\(step("end", "a")), \(step("end", "end"))]"), file: "f")
        #expect(workload.planned(prices: nil)[0].steps.map(\.draft) == [.finishesTooSoon, .right])
    }

    @Test func pricesAreForAMillionTokensAndTokensTheirOwnPriceWithoutThem() throws {
        let workload = try TraceWorkload(parsing: row("[\(good)]"), file: "f")
        let prices = try #require(TokenPrices("1, 2,3,4"))
        let priced = workload.planned(prices: prices)[0].steps[0]
        #expect(abs(priced.drafting.charge.dollars - (10 * 1 + 2 * 2) / 1e6) < 1e-15)
        #expect(abs(priced.verifying.charge.dollars - (20 * 3 + 30 * 4) / 1e6) < 1e-15)
        #expect(workload.planned(prices: nil)[0].steps[0].verifying.charge.dollars == 50)
    }

    @Test(arguments: ["", "1,2,3", "1,2,3,4,5", "1,2,3,-4", "1,2,3,nan", "1,2,3,inf", "a,b,c,d"])
    func whatIsNoListOfPricesIsRefused(text: String) {
        #expect(TokenPrices(text) == nil)
    }
}
