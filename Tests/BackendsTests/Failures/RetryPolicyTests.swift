import Backends
import Planning
import Testing

struct RetryPolicyTests {
    private let policy = RetryPolicy()

    private func delay(
        _ attempt: Int, _ code: BackendError.Code, after: Duration? = nil, seed: UInt64 = 1
    ) -> Duration? {
        var generator = SeededGenerator(seed: seed)
        return policy.delay(
            afterAttempt: attempt, failing: BackendError(code, "", retryAfter: after), using: &generator)
    }

    @Test(arguments: [
        BackendError.Code.outOfMoney, .cutMidStream, .tooLarge, .badRequest, .missingKey, .unauthorized, .unknownModel,
        .untrustedCertificate, .timedOut, .malformedResponse,
    ])
    func whatWaitingDoesNotMendIsNeverTriedAgain(code: BackendError.Code) {
        #expect(delay(1, code) == nil)
        #expect(delay(1, code, after: .seconds(1)) == nil)
    }

    @Test(arguments: [BackendError.Code.rateLimited, .overloaded, .serverFault])
    func passingTroubleIsTriedFiveTimes(code: BackendError.Code) {
        for attempt in 1...4 { #expect(delay(attempt, code) != nil) }
        #expect(delay(5, code) == nil)
    }

    @Test func waitsDoubleWithinTheirJitter() {
        for seed in UInt64(0)..<200 {
            for attempt in 1...4 {
                let full = Duration.milliseconds(500) * (1 << (attempt - 1))
                let wait = delay(attempt, .serverFault, seed: seed) ?? .zero
                #expect(wait >= full / 2 && wait < full)
            }
        }
        #expect(delay(1, .serverFault, seed: 1) != delay(1, .serverFault, seed: 2))
    }

    @Test func noWaitIsLongerThanTheLongest() {
        var patient = RetryPolicy(maximumAttempts: 100)
        patient.longestDelay = .seconds(8)
        var generator = SeededGenerator(seed: 7)
        for attempt in 1..<100 {
            let wait = patient.delay(
                afterAttempt: attempt, failing: BackendError(.overloaded, ""), using: &generator)
            #expect(wait.map { $0 <= .seconds(8) } == true)
        }
    }

    @Test func aProviderIsNeverAskedEarlierThanItSays() {
        for seed in UInt64(0)..<100 {
            let wait = delay(1, .rateLimited, after: .seconds(7), seed: seed) ?? .zero
            #expect(wait >= .seconds(7) && wait <= .seconds(7.7))
        }
        #expect(delay(1, .rateLimited, after: .seconds(3600)) == nil, "nobody wants to wait for an hour")
    }

    @Test func aServerThatLoadsIsPolledForFiveMinutes() {
        #expect(delay(1, .loading) == .seconds(2))
        #expect(delay(150, .loading) == .seconds(2))
        #expect(delay(151, .loading) == nil)
    }

    @Test func aServerThatLoadsIsNeverAskedWithoutAPause() {
        #expect(delay(1, .loading, after: .zero) == .milliseconds(500))
        #expect(delay(600, .loading, after: .zero) == .milliseconds(500))
        #expect(delay(601, .loading, after: .zero) == nil)
        #expect(delay(1, .loading, after: .seconds(7)) == .seconds(7))
    }

    /// It may be done long before the time that it names.
    @Test func aServerThatLoadsIsAskedAgainAfterTwentySecondsAtTheLatest() {
        #expect(delay(1, .loading, after: .seconds(20)) == .seconds(20))
        #expect(delay(1, .loading, after: .seconds(120)) == .seconds(20))
        #expect(delay(15, .loading, after: .seconds(120)) == .seconds(20))
        #expect(delay(16, .loading, after: .seconds(120)) == nil)
    }

    @Test func aServerThatIsNotThereIsTriedThreeTimes() {
        #expect(delay(2, .unreachable) != nil)
        #expect(delay(3, .unreachable) == nil)
    }
}
