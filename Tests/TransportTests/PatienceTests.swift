import Testing

@testable import Transport

struct PatienceTests {
    private let start = ContinuousClock.now

    private func patience(
        _ phase: Patience.Phase, firstByte: Duration? = nil, idle: Duration? = nil, deadline: Duration? = nil
    ) -> Patience {
        Patience(
            options: HTTPOptions(firstByteTimeout: firstByte, idleTimeout: idle, maximumBytes: 1),
            deadline: deadline.map { start + $0 }, phase: phase)
    }

    @Test func withoutTimeoutsThereIsNothingToWaitFor() {
        for phase in [.connecting, .sent(start), .receiving(start), .heldUp] as [Patience.Phase] {
            #expect(patience(phase).next == nil)
            #expect(patience(phase).exceeded(at: start + .seconds(1_000_000)) == nil)
        }
    }

    @Test func theFirstByteIsWaitedForFromTheSendingOn() {
        let connecting = patience(.connecting, firstByte: .seconds(1))
        #expect(connecting.next == nil)
        let sent = patience(.sent(start), firstByte: .seconds(1))
        #expect(sent.next == start + .seconds(1))
        #expect(sent.exceeded(at: start + .milliseconds(999)) == nil)
        #expect(sent.exceeded(at: start + .seconds(1)) == .firstByteTimedOut)
    }

    @Test func theFirstByteTimeoutIsOverWithTheFirstByte() {
        #expect(patience(.receiving(start), firstByte: .seconds(1)).next == nil)
    }

    @Test func silenceCountsFromTheLastBytes() {
        #expect(patience(.sent(start), idle: .seconds(1)).next == nil)
        let receiving = patience(.receiving(start + .seconds(5)), idle: .seconds(1))
        #expect(receiving.next == start + .seconds(6))
        #expect(receiving.exceeded(at: start + .seconds(6)) == .idleTimedOut)
    }

    @Test func theReadersOwnPauseIsNoSilence() {
        #expect(patience(.heldUp, firstByte: .seconds(1), idle: .seconds(1)).next == nil)
    }

    @Test func theWholeExchangeIsTimedInEveryPhase() {
        for phase in [.connecting, .sent(start), .receiving(start), .heldUp] as [Patience.Phase] {
            let patience = patience(phase, firstByte: .seconds(9), idle: .seconds(9), deadline: .seconds(3))
            #expect(patience.next == start + .seconds(3))
            #expect(patience.exceeded(at: start + .seconds(3)) == .totalTimedOut)
        }
    }

    @Test func theEarlierTimeoutStrikes() {
        let patience = patience(.sent(start), firstByte: .seconds(2), deadline: .seconds(3))
        #expect(patience.next == start + .seconds(2))
        #expect(patience.exceeded(at: start + .seconds(2)) == .firstByteTimedOut)
        #expect(patience.exceeded(at: start + .seconds(4)) == .totalTimedOut)
    }
}
