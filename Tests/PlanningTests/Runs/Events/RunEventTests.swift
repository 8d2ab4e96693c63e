import Foundation
import Planning
import PlanningTesting
import Testing

struct RunEventTests {
    static let kinds: [RunEvent.Kind] = [
        .started(.testing(limits: Limits(steps: 9, cost: Money(nanodollars: 5), time: .seconds(90)))),
        .resumed(.init(steps: 2, resumedAt: 1)),
        .callStarted(
            .init(
                call: CallID(1), role: .drafter, position: 2, prefix: "ff",
                announcement: .init(model: "a/b", purpose: "action", endpoint: "http://x", reservation: .zero))),
        .callSettled(
            .init(
                call: CallID(1), firstToken: .milliseconds(3), duration: .nanoseconds(1_234_567_891),
                settlement: .init(
                    outcome: .cancelled, usage: Usage(freshInput: 3, provenance: .estimated), cost: nil, rawUsage: "{}")
            )),
        .drafted(.init(position: 1, action: Action(text: "x"), thought: nil, confidence: 0.5, calls: [CallID(1)])),
        .judged(
            .init(
                position: 1, action: Action(tool: "t", arguments: ["camelCase": 1]), thought: "hm", agrees: nil,
                calls: [])),
        .executing(.init(position: 1, action: Action(tool: "t"))),
        .executed(
            .init(
                position: 1, action: Action(tool: "t"), observation: Observation("o", isError: true), early: true,
                duration: .zero)),
        .refused(.init(position: 1, action: Action(tool: "t"), reason: "no")),
        .earlyResult(.init(position: 1, action: Action(tool: "t"), outcome: .stale, reason: "changed")),
        .cancelled(.init(position: 4, work: .verification, reason: .wrongPrefix)),
        .committed(
            .init(
                position: 1, step: Step(action: Action(text: "x")), source: .drafted, verifierTime: .seconds(2),
                verifierCost: nil, executionTime: .zero)),
        .faulted(.init(position: 1, work: .draft, message: "m")),
        .depthChosen(.init(position: 1, depth: 3, reason: "r", acceptance: 0.5, survival: 0.25, threshold: 0.1)),
        .callWaiting(.init(call: CallID(1), isWaiting: true)),
        .callResolved(.init(call: CallID(1), standing: .wrongPrefix)),
        .finished(
            .init(status: .limit, answer: nil, limit: LimitReached(kind: .cost, used: "$1.00", allowed: "$1.00"))),
    ]

    @Test(arguments: kinds) func anEventSurvivesItsLineOfJSON(kind: RunEvent.Kind) throws {
        let run = RunHeader.testing().run
        let event = RunEvent(run: run, sequence: 7, time: .milliseconds(1_250), kind: kind)
        let line = try event.jsonLine()
        #expect(try RunEvent(jsonLine: line) == event)
        let json = try JSONValue(parsing: String(decoding: line, as: UTF8.self))
        #expect(json["event"]?.string == event.name)
        #expect(json["time"] == 1.25)
        #expect(!line.contains(UInt8(ascii: "\n")))
    }

    @Test func keysAreInSnakeCaseButArgumentsKeepTheirs() throws {
        let event = RunEvent(run: RunHeader.testing().run, sequence: 1, time: .zero, kind: Self.kinds[5])
        let text = String(decoding: try event.jsonLine(), as: UTF8.self)
        #expect(text.contains(#""camelCase":1"#))
        let settled = RunEvent(run: RunHeader.testing().run, sequence: 1, time: .zero, kind: Self.kinds[3])
        #expect(String(decoding: try settled.jsonLine(), as: UTF8.self).contains(#""fresh_input":3"#))
    }
}
