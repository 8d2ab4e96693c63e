import Foundation
import Planning
import Testing

struct RunEventJSONTests {
    private static let awkward = "line\nbreak, \"quote\", back\\slash, tab\t, \u{1}, \u{1f}, é→🧱"
    private static let action = Action(
        tool: "move", arguments: ["blockName": "b", "to_place": ["innerKey": 2.5, "other_key": [true, nil]]],
        text: awkward, answer: "done")

    private static let kinds: [RunEvent.Kind] = [
        .started(
            RunHeader(
                run: RunRecording.run, startedAt: 1_750_000_000_123, task: awkward, agent: "a", drafter: "d",
                verifier: "v", strategy: "dsp", guarantee: .lossless, scheduling: "rounds", lambda: 0.25, depth: 3,
                seed: .max, limits: Limits(steps: 9, cost: Money(nanodollars: 7), time: .milliseconds(1500)),
                options: ["maxRounds": 2, "a_b": "c"])),
        .started(
            RunHeader(
                run: RunRecording.run, startedAt: -1, task: "", agent: "", drafter: nil, verifier: nil, strategy: "",
                guarantee: .lossy, scheduling: "", lambda: 1, seed: 0, limits: Limits(steps: 1))),
        .resumed(.init(steps: 3, resumedAt: 5)),
        .callStarted(
            .init(
                call: CallID(1), role: .drafter, position: 2, prefix: "ff",
                announcement: CallAnnouncement(
                    model: "lab/m", purpose: "action", endpoint: "http://127.0.0.1/v1", reservation: .zero))),
        .callSettled(
            .init(
                call: CallID(1), firstToken: .microseconds(5), duration: .nanoseconds(1_234_567_891),
                settlement: CallSettlement(
                    outcome: .failed,
                    usage: Usage(
                        freshInput: 1, cacheRead: 2, cacheWrite: 3, output: 4, reasoning: 5, provenance: .estimated),
                    cost: Money(nanodollars: -3), attempts: 2, error: awkward, rawUsage: "{\"a\":1}",
                    requestID: "req-1", response: awkward))),
        .callSettled(
            .init(
                call: CallID(2), firstToken: nil, duration: .zero,
                settlement: CallSettlement(outcome: .cancelled, usage: .zero, cost: nil))),
        .callSettled(
            .init(
                call: CallID(3), firstToken: nil, duration: .zero,
                settlement: CallSettlement(
                    outcome: .finished,
                    usage: Usage(freshInput: 1, cacheWrite: 9, cacheWriteHour: 4, serviceTier: "batch"), cost: .zero,
                    price: AppliedPrice(
                        price: Price(
                            input: 1, output: 2, cacheRead: 3, cacheWrite: 4, cacheWriteHour: 5, reasoning: 6,
                            request: 7),
                        from: UTCInstant(milliseconds: 8), source: awkward, conditions: ["service batch", awkward])))),
        .callSettled(
            .init(
                call: CallID(4), firstToken: nil, duration: .zero,
                settlement: CallSettlement(
                    outcome: .finished, usage: .zero, cost: .zero,
                    price: AppliedPrice(price: .free, source: "")))),
        .drafted(
            .init(position: 1, action: action, thought: awkward, confidence: 1e-9, calls: [CallID(1), CallID(2)])),
        .drafted(.init(position: 1, action: Action(text: "think"), thought: nil, confidence: nil, calls: [])),
        .judged(.init(position: 1, action: action, thought: "so", agrees: false, calls: [CallID(4)])),
        .judged(.init(position: 1, action: action, thought: nil, agrees: nil, calls: [])),
        .executing(.init(position: 1, action: action)),
        .executed(
            .init(
                position: 1, action: action, observation: Observation(awkward, isError: true), early: true,
                duration: .seconds(2))),
        .refused(.init(position: 1, action: action, reason: awkward)),
        .earlyResult(.init(position: 1, action: action, outcome: .reused)),
        .earlyResult(.init(position: 1, action: action, outcome: .stale, reason: awkward)),
        .cancelled(.init(position: 1, work: .verification, reason: .earlierFailure)),
        .committed(
            .init(
                position: 1, step: Step(action: action, observation: Observation("ok")), source: .verifier,
                verifierTime: .milliseconds(3), verifierCost: Money(nanodollars: 9), executionTime: .zero)),
        .faulted(.init(position: 1, work: .execution, message: awkward)),
        .depthChosen(
            .init(position: 1, depth: 2, reason: "worth it", acceptance: 0.9, survival: 0.8, threshold: 0.1)),
        .depthChosen(.init(position: 1, depth: 0, reason: "")),
        .scored(
            .init(
                position: 2, prefix: "ff", action: action, score: 0.75, threshold: 0.7, isKept: true, reason: awkward,
                calls: [CallID(3)])),
        .scored(.init(position: 2, prefix: "", action: action, score: nil, isKept: false, reason: "")),
        .audited(.init(position: 2, action: action, agrees: false, calls: [CallID(4)])),
        .selected(.init(options: [awkward, ""], probabilities: [0.25, 0.5], chosen: 1, reason: awkward)),
        .selected(.init(options: [], chosen: nil, reason: "none", calls: [CallID(1)])),
        .callWaiting(.init(call: CallID(3), isWaiting: true)),
        .callWaiting(.init(call: CallID(3), isWaiting: false)),
        .callResolved(.init(call: CallID(3), standing: .wrongPrefix)),
        .finished(.init(status: .finished, answer: awkward)),
        .finished(
            .init(
                status: .limit, limit: LimitReached(kind: .time, used: "5 s", allowed: "4 s"), error: "too slow")),
        .finished(
            .init(
                status: .limit,
                limit: LimitReached(kind: .steps, unknownBecause: "no disk", allowed: "9 steps", scope: .day))),
    ]

    @Test(arguments: kinds) func anEventSurvivesItsLine(_ kind: RunEvent.Kind) throws {
        let event = RunEvent(run: RunRecording.run, sequence: 7, time: .nanoseconds(123_456_789), kind: kind)
        let line = try event.jsonLine()
        #expect(try RunEvent(jsonLine: line) == event)
        #expect(!line.contains(UInt8(ascii: "\n")))
    }

    /// The lines are written by hand, for speed; the types' own coding says what has to be in them.
    @Test(arguments: kinds) func theLineIsWhatTheCodingSays(_ kind: RunEvent.Kind) throws {
        let event = RunEvent(run: RunRecording.run, sequence: 7, time: .milliseconds(5), kind: kind)
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        let encoded = try JSONValue(parsing: String(decoding: encoder.encode(event), as: UTF8.self))
        let written = try JSONValue(parsing: String(decoding: event.jsonLineBytes(), as: UTF8.self))
        #expect(written == encoded, "\(written.canonical) instead of \(encoded.canonical)")
    }

    @Test func aNumberThatIsNoneIsLeftOut() throws {
        let choice = RunEvent.DepthChosen(position: 1, depth: 1, reason: "", acceptance: .nan, survival: .infinity)
        let event = RunEvent(run: RunRecording.run, sequence: 1, time: .zero, kind: .depthChosen(choice))
        let expected = RunEvent(
            run: RunRecording.run, sequence: 1, time: .zero,
            kind: .depthChosen(.init(position: 1, depth: 1, reason: "")))
        #expect(try RunEvent(jsonLine: event.jsonLine()) == expected)
    }

    @Test(arguments: ["", "{", "[]", #"{"event":"unheard-of","run":"01JZZZZZZZ0123456789ABCDEF"}"#])
    func aDamagedLineIsAnErrorAndNothingWorse(_ line: String) {
        #expect(throws: (any Error).self) { try RunEvent(jsonLine: Data(line.utf8)) }
    }
}
