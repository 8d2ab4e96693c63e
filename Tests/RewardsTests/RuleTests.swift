import Foundation
import Planning
import Processes
import Rewards
import Testing

struct RuleTests {
    /// A program of shell lines. Only the tests use a shell; the rule starts the file itself.
    private func program(_ script: String, variables: [String: String] = [:]) -> ProgramReward {
        ProgramReward(
            ChildProgram(path: "/bin/sh", arguments: ["-c", script], environment: variables, folder: "/"),
            label: "rule:check")
    }

    @Test func aPatternIsWorthOneWhereItOccurs() async throws {
        let rule = try PatternReward(#"^Answer: \d+$"#)
        #expect(
            try await rule.scores(for: ask("Answer: 5", "so\nAnswer: 5\n", "Answer: five"), meter: BookingMeter())
                == [1, 1, 0])
        let end = RewardRequest(
            task: "t", trajectory: Trajectory(),
            candidates: [Proposal(action: Action(tool: "finish", text: "done", answer: "5"))])
        #expect(try await PatternReward("5$").scores(for: end, meter: BookingMeter()) == [1])
    }

    @Test func whatIsNoPatternIsRefused() {
        let error = #expect(throws: RewardError.self) { try PatternReward("(") }
        #expect(error?.description.contains("“(” is no pattern") == true)
    }

    @Test func aProgramReadsTheRequestAndPrintsNumbers() async throws {
        let meter = BookingMeter()
        // It gives back how often each candidate's text occurs, cut to 1.
        let rule = program(#"read line; case "$line" in *'"text":"5"'*) echo 1;; *) echo 0;; esac; echo 0.25"#)
        #expect(try await rule.scores(for: ask("5", "6", after: ["2 + 3"]), meter: meter) == [1, 0.25])
        #expect(meter.announcements.map(\.model) == ["rule:check"])
        #expect(meter.settlements.map(\.response) == ["1\n0.25"])
        #expect(meter.settlements.map(\.cost) == [.zero])
    }

    @Test func aProgramGetsTheWholeRequestAsOneObject() async throws {
        let request = RewardRequest(
            task: "t",
            trajectory: Trajectory([Step(action: Action(text: "a"), observation: Observation("no", isError: true))]),
            candidates: [Proposal(action: Action(tool: "put", arguments: ["x": 1], text: "put 1", answer: "1"))])
        let wanted =
            #"{"candidates":[{"answer":"1","arguments":{"x":1},"text":"put 1","tool":"put"}],"#
            + #""steps":[{"action":"a","failed":true,"observation":"no"}],"task":"t"}"#
        let rule = program(
            #"test "$(cat)" = "$WANTED" && echo 1"#, variables: ["WANTED": wanted, "PATH": "/usr/bin:/bin"])
        #expect(try await rule.scores(for: request, meter: BookingMeter()) == [1])
    }

    @Test(arguments: [
        ("exit 3", "ended with status 3"), ("kill -9 $$", "was killed by signal 9"),
        ("echo high", "printed “high”"), ("echo 1 2", "printed 2 numbers for 1"), ("true", "printed 0 numbers for 1"),
        ("while :; do echo 0.123456789012345678901234567890; done", "printed more than 64 KB"),
    ])
    func aProgramThatFailsScoresNothing(script: String, reason: String) async throws {
        let meter = BookingMeter()
        let error = await #expect(throws: RewardError.self) {
            try await program(script).scores(for: ask("5"), meter: meter)
        }
        #expect(error?.code == .unreadable)
        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
        #expect(meter.outcomes == [.failed])
    }

    @Test func whatIsNoNumberInRangeComesOutForTheCheck() async throws {
        let checked = CheckedReward(program("echo nan"))
        let error = await #expect(throws: RewardError.self) {
            try await checked.scores(for: ask("5"), meter: BookingMeter())
        }
        #expect(error?.code == .outOfRange)
    }

    @Test func aMissingProgramIsSaidToBeMissing() async throws {
        let rule = ProgramReward(
            ChildProgram(path: "/nowhere/check", arguments: [], environment: [:], folder: "/"), label: "rule:check")
        let meter = BookingMeter()
        let error = await #expect(throws: RewardError.self) { try await rule.scores(for: ask("5"), meter: meter) }
        #expect(error?.code == .unsuited)
        #expect(error?.description.contains("/nowhere/check") == true)
        #expect(meter.outcomes == [.failed])
    }

    @Test func aProgramThatIsNoLongerWaitedForIsEnded() async throws {
        let meter = BookingMeter()
        let rule = program("sleep 1000 & echo $$; wait", variables: ["PATH": "/usr/bin:/bin"])
        let task = Task { try await rule.scores(for: ask("5"), meter: meter) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(meter.outcomes.allSatisfy { $0 == .cancelled })
    }
}
