import Planning
import Testing

struct RunEventJSONTests {
    @Test func aSettlementKeepsTheProvidersNames() throws {
        let event = RunEvent(
            run: RunRecording.run, sequence: 1, time: .milliseconds(1),
            kind: .callSettled(
                .init(
                    call: CallID(1), firstToken: nil, duration: .seconds(1),
                    settlement: CallSettlement(
                        outcome: .failed, usage: .zero, cost: nil, attempts: 2, error: "503", rawUsage: "{}",
                        requestID: "req-1", response: "half"))))
        #expect(try RunEvent(jsonLine: event.jsonLine()) == event)
    }

    @Test func argumentNamesAreLeftAsTheyAre() throws {
        let action = Action(tool: "move", arguments: ["blockName": 1, "to_place": ["innerKey": 2, "other_key": 3]])
        let event = RunEvent(
            run: RunRecording.run, sequence: 1, time: .zero,
            kind: .drafted(.init(position: 1, action: action, thought: nil, confidence: 0.5, calls: [CallID(1)])))
        #expect(try RunEvent(jsonLine: event.jsonLine()) == event)
    }
}
