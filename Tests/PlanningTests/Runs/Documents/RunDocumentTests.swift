import Foundation
import Planning
import Testing

struct RunDocumentTests {
    private func object(of run: RunRecording) throws -> JSONValue {
        let document = try #require(RunDocument(run.summary))
        return try JSONValue(parsing: String(decoding: document.json(), as: UTF8.self))
    }

    @Test func theDocumentHasExactlyThePublishedMembers() throws {
        var run = RunRecording()
        run.start(1, .verifier, at: 1)
        run.wait(.milliseconds(1500))
        run.settle(1, cost: 41_200_000)
        run.judge(1, "pick", agrees: nil)
        run.append(
            .committed(
                .init(
                    position: 1,
                    step: Step(action: Action(tool: "pick", arguments: ["blockName": "a"]), observation: .init("ok")),
                    source: .verifier, verifierTime: .seconds(1), verifierCost: Money(nanodollars: 41_200_000),
                    executionTime: .zero)))
        run.resolve(1, .useful)
        run.finish(answer: "42")

        let expected: JSONValue = [
            "schema": "outrider.run/1", "run": .string(RunRecording.run.description), "status": "finished",
            "started": "2025-06-15T15:06:40.123Z", "task": "c on a → a on b", "agent": "blocksworld",
            "drafter": "lab/small", "verifier": "lab/large", "strategy": "dsp", "guarantee": "lossless",
            "lambda": 0.7,
            "steps": [
                [
                    "index": 1, "observation": "ok", "source": "verifier",
                    "action": [
                        "tool": "pick", "arguments": ["blockName": "a"], "text": #"pick{"blockName":"a"}"#,
                    ],
                ]
            ],
            "answer": "42", "latency_s": 1.5, "cost_usd": 0.0412, "cost_estimated_usd": 0,
            "sequential_latency_s": 1, "sequential_cost_usd": 0.0412, "acceptance": nil,
            "j": 1.35, "j_oracle": nil, "j_basis": "dollars", "efficiency": nil, "time_saved_s": -0.5, "extra_usd": 0,
            "waste": [:],
            "calls": ["drafter": 0, "verifier": 1, "scorer": 0, "cancelled": 0, "wasted_usd": 0],
        ]
        let actual = try object(of: run)
        #expect(actual == expected, "\(actual.canonical)")
    }

    @Test func whatIsUnknownIsNull() throws {
        var run = RunRecording()
        run.start(1, .verifier, at: 1)
        run.settle(1, cost: nil)
        run.resolve(1, .unused)
        run.append(.finished(.init(status: .failed, error: "no connection")))
        let document = try object(of: run)
        let members = try #require(document.object)
        for key in ["cost_usd", "answer", "acceptance"] { #expect(members[key] == .null, "\(key)") }
        #expect(document["calls"]?["wasted_usd"] == .null)
        #expect(document["waste"] == ["unused": ["usd": nil, "calls": 1]])
        for key in ["j", "j_oracle", "efficiency", "j_basis", "time_saved_s", "extra_usd"] {
            #expect(members[key] == .null, "\(key)")
        }
        #expect(document["error"] == "no connection")
        #expect(members["limit"] == nil)
    }

    @Test func aStepOfTextAloneHasNoTool() throws {
        var run = RunRecording()
        run.append(
            .committed(
                .init(
                    position: 1, step: Step(action: Action(text: "think")), source: .drafted, verifierTime: .zero,
                    verifierCost: nil, executionTime: .zero)))
        let action = try object(of: run)["steps"]?.array?.first?["action"]
        #expect(action == ["tool": nil, "arguments": [:], "text": "think"])
    }

    @Test func theDocumentSurvivesAReader() throws {
        var run = RunRecording()
        run.commit(1, "pick")
        run.append(
            .finished(.init(status: .limit, limit: LimitReached(kind: .cost, used: "$1.00", allowed: "$1.00"))))
        let document = try #require(RunDocument(run.summary))
        #expect(try JSONDecoder().decode(RunDocument.self, from: document.json()) == document)
    }

    @Test func aRunThatHasNotBegunHasNoDocument() {
        #expect(RunDocument(RunSummary()) == nil)
    }
}
