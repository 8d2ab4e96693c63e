import Planning
import PlanningTesting
import Rewards
import Testing

struct WrapperTests {
    @Test(arguments: [[Double.nan], [1.01], [-0.01], [.infinity]])
    func aValueThatIsNoChanceIsAnError(scores: [Double]) async throws {
        let error = await #expect(throws: RewardError.self) {
            try await CheckedReward(ScriptedReward { _ in scores }).scores(for: ask("5"), meter: BookingMeter())
        }
        #expect(error?.code == .outOfRange)
        #expect(error?.description.contains("scores: logit") == true)
    }

    @Test(arguments: [[], [0.5, 0.5]]) func asManyScoresAsCandidatesHaveToCome(scores: [Double]) async throws {
        let error = await #expect(throws: RewardError.self) {
            try await CheckedReward(ScriptedReward { _ in scores }).scores(for: ask("5"), meter: BookingMeter())
        }
        #expect(error?.code == .unreadable)
    }

    @Test func theEndsOfTheRangeAreScores() async throws {
        let checked = CheckedReward(ScriptedReward { _ in [0, 1] })
        #expect(try await checked.scores(for: ask("5", "6"), meter: BookingMeter()) == [0, 1])
    }

    @Test func whatIsLateIsEndedAndIsNoScore() async throws {
        let clock = ManualClock()
        let slow = ScriptedReward(delay: .seconds(31), on: clock) { _ in [1] }
        let timed = TimedReward(slow, limit: .seconds(30), clock: clock)
        let task = Task { try await timed.scores(for: ask("5"), meter: BookingMeter()) }
        await clock.sleepers(2)
        clock.advance(by: .seconds(30))
        let error = await #expect(throws: RewardError.self) { try await task.value }
        #expect(error?.code == .late)
        #expect(error?.description.contains(Duration.seconds(30).spoken) == true, "\(error?.description ?? "")")
    }

    @Test func whatIsInTimeCounts() async throws {
        let clock = ManualClock()
        let slow = ScriptedReward(delay: .seconds(29), on: clock) { _ in [0.5] }
        let timed = TimedReward(slow, limit: .seconds(30), clock: clock)
        let task = Task { try await timed.scores(for: ask("5"), meter: BookingMeter()) }
        await clock.sleepers(2)
        clock.advance(by: .seconds(29))
        #expect(try await task.value == [0.5])
    }

    @Test func aFailureIsNotWaitedOut() async throws {
        let timed = TimedReward(
            ScriptedReward { _ in throw BackendError(.unreachable, "nobody listens") }, limit: .seconds(30),
            clock: ManualClock())
        let error = await #expect(throws: BackendError.self) {
            try await timed.scores(for: ask("5"), meter: BookingMeter())
        }
        #expect(error?.code == .unreachable)
    }

    @Test func whoeverCancelsIsNotToldThatItIsLate() async throws {
        let clock = ManualClock()
        let slow = ScriptedReward(delay: .seconds(100), on: clock) { _ in [1] }
        let timed = TimedReward(slow, limit: .seconds(30), clock: clock)
        let task = Task { try await timed.scores(for: ask("5"), meter: BookingMeter()) }
        await clock.sleepers(2)
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func verdictsOnScoredStepsCalibrateWhatIsSaidNext() async throws {
        // It always says 0.9, and is right every second time.
        let calibrated = CalibratedReward(ScriptedReward { _ in [0.9] })
        for number in 0..<60 {
            let request = ask("step", after: ["\(number)"])
            _ = try await calibrated.scores(for: request, meter: BookingMeter())
            calibrated.learn(
                from: StepLesson(
                    task: request.task, trajectory: request.trajectory, proposal: request.candidates[0],
                    isRight: number.isMultiple(of: 2)))
        }
        let score = try await calibrated.scores(for: ask("step"), meter: BookingMeter())[0]
        #expect(abs(score - 0.5) < 0.1)
        #expect(calibrated.audits.count == 60)
        #expect(calibrated.audits.allSatisfy { $0.score == 0.9 }, "what is kept is what the model itself said")
    }

    @Test func aVerdictOnAStepThatWasNotScoredTeachesNothing() {
        let calibrated = CalibratedReward(ScriptedReward { _ in [0.9] })
        calibrated.learn(
            from: StepLesson(
                task: "t", trajectory: Trajectory(), proposal: Proposal(action: Action(text: "x")), isRight: true))
        #expect(calibrated.audits.isEmpty)
    }
}
