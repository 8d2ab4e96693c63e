import Backends
import Foundation
import Planning
import PlanningTesting
import Synchronization
import Testing

struct ReplayTests {
    private let events: [ModelEvent] = [
        .accepted(requestID: "r"), .retrying(attempt: 2, reason: "why"), .reasoning("hm"), .text("a – “ü”\n"),
        .toolCallPiece(bytes: 7), .toolCall(ToolCall(id: "p", name: "stack", arguments: "{}")),
        .logprobs([TokenLogprob(token: "a", logprob: -0.5, alternatives: ["b": -1])]),
        .usage(Usage(freshInput: 3, cacheRead: 2, output: 1, provenance: .reported), raw: #"{"x":1}"#),
        .charged(Money(nanodollars: 5)), .spared(.microseconds(7)), .finished(.toolCalls),
    ]

    private func read(_ backend: some ModelBackend, _ request: ModelRequest) async throws -> [ModelEvent] {
        var events: [ModelEvent] = []
        for try await event in try await backend.respond(to: request) { events.append(event) }
        return events
    }

    @Test func whatWasRecordedIsReplayedFromItsLines() async throws {
        let lines = Mutex(Data())
        let scripted = ScriptedBackend([events.map { .event($0) }, .cut(after: "half")])
        let recording = RecordingBackend(scripted) { answer in
            lines.withLock { $0 += ((try? answer.jsonLine()) ?? Data()) + Data("\n".utf8) }
        }
        #expect(try await read(recording, Sample.request("one")) == events)
        await #expect(throws: BackendError.self) { try await read(recording, Sample.request("two")) }

        let replay = ReplayBackend(try RecordedAnswer.read(jsonLines: lines.withLock { $0 }))
        #expect(try await read(replay, Sample.request("one")) == events)
        let error = await #expect(throws: BackendError.self) { try await read(replay, Sample.request("two")) }
        #expect(error?.code == .cutMidStream)
    }

    @Test func equalRequestsAreAnsweredInTheirOrder() async throws {
        let request = Sample.request()
        let replay = ReplayBackend([
            RecordedAnswer(to: request, events: [.text("1")]), RecordedAnswer(to: request, events: [.text("2")]),
        ])
        for expected in ["1", "2", "2"] {
            #expect(try await read(replay, request).text == expected)
        }
    }

    @Test func aRequestThatWasNotRecordedIsAnError() async {
        let replay = ReplayBackend([RecordedAnswer(to: Sample.request("one"), events: [])])
        let error = await #expect(throws: BackendError.self) { try await read(replay, Sample.request("two")) }
        #expect(error?.suggestion?.contains("record it again") == true)
    }

    @Test func timeoutsAndPricesDoNotMatterToARecording() async throws {
        var request = Sample.request()
        let replay = ReplayBackend([RecordedAnswer(to: request, events: [.text("1")])])
        request.timeout = .seconds(3)
        request.model.price = nil
        #expect(try await read(replay, request).text == "1")
        request.temperature = 0.5
        await #expect(throws: BackendError.self) { try await read(replay, request) }
    }

    @Test(arguments: ["{}", "garbage", #"{"request":"1","events":[{"type":"unheard-of"}]}"#])
    func aLineThatIsNoAnswerIsNamed(line: String) {
        let error = #expect(throws: RecordingError.self) {
            try RecordedAnswer.read(jsonLines: Data("{\"request\":\"1\",\"events\":[]}\n\n\(line)\n".utf8))
        }
        #expect(error?.line == 3)
    }
}
