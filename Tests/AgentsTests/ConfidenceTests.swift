import Foundation
import Planning
import Testing

@testable import Agents

/// How sure a model is, by the probabilities of its tokens.
struct ConfidenceTests {
    private func response(_ tokens: [(String, Double)]) -> ModelResponse {
        ModelResponse(
            text: tokens.map(\.0).joined(), logprobs: tokens.map { TokenLogprob(token: $0.0, logprob: log($0.1)) })
    }

    private func confidence(_ tokens: [(String, Double)], in span: String?) -> Double? {
        response(tokens).confidence(in: span).map { ($0 * 1e9).rounded() / 1e9 }
    }

    @Test func onlyTheTokensOfThePartCount() {
        let tokens = [("a", 0.2), (" b", 0.9), ("c", 0.7), (" d", 0.1)]
        #expect(confidence(tokens, in: "bc") == 0.7)
        #expect(confidence(tokens, in: "b") == 0.9)
        // A token that belongs to the part only in part belongs to it.
        #expect(confidence(tokens, in: "c d") == 0.1)
        #expect(confidence(tokens, in: "a bc d") == 0.1)
    }

    @Test func theLastPlaceCounts() {
        #expect(confidence([("go", 0.1), (", ", 1), ("go", 0.8)], in: "go") == 0.8)
    }

    @Test func tokensThatAreNoTextDoNotMatter() {
        #expect(confidence([("<s>", 0.5), ("é", 0.6), ("n", 0.9), ("</s>", 0.4)], in: "én") == 0.6)
    }

    @Test func whatIsNotThereIsNotSure() {
        #expect(confidence([], in: "go") == nil)
        #expect(confidence([("go", 0.5)], in: nil) == nil)
        #expect(confidence([("go", 0.5)], in: "") == nil)
        #expect(confidence([("go", 0.5)], in: "stay") == nil)
        #expect(ModelResponse(text: "go", logprobs: [.init(token: "go", logprob: .nan)]).confidence(in: "go") == nil)
        #expect(
            ModelResponse(text: "go", logprobs: [.init(token: "go", logprob: -.infinity)]).confidence(in: "go") == 0)
        // Rounding can make a certain token a little more than certain.
        #expect(ModelResponse(text: "go", logprobs: [.init(token: "go", logprob: 1e-7)]).confidence(in: "go") == 1)
    }

    @Test func thePartIsWhatTheParserReads() throws {
        func span(_ format: ActionFormat, _ text: String, reasonsFirst: Bool = false) -> String? {
            ActionParser(format: format, finish: FinishRule(tool: nil, argument: nil, pattern: nil), tools: [])
                .span(in: ModelResponse(text: text), reasonsFirst: reasonsFirst)
        }
        #expect(span(.tagged(tag: "do"), "first <do>a</do>, then <do> b </do>") == "b")
        #expect(span(.tagged(tag: "do"), "nothing") == nil)
        #expect(span(.pattern(try TextPattern("step: .*")), "step: a\nstep: b\n") == "step: b")
        #expect(span(.paragraph, "think\n\nact", reasonsFirst: true) == "act")
        #expect(span(.paragraph, "think\n\nact") == "think")
        #expect(span(.nativeTools, "look") == nil)
    }
}
