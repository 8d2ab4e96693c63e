import Testing

@testable import Strategies

struct DraftWatchTests {
    /// What is to be done once drafts with these answers came, a second each; nil is a draft that failed.
    private func verdict(
        _ answers: [String?], of count: Int, _ rule: DraftWatch.Rule, at time: Duration = .zero
    ) -> DraftWatch.Verdict {
        var watch = DraftWatch(count: count, rule: rule)
        for (number, answer) in answers.enumerated() {
            if let answer {
                watch.answered(.answer(GivenAnswer(answer)), by: number, at: .seconds(number + 1))
            } else {
                watch.failed()
            }
        }
        return watch.verdict(at: time)
    }

    private func isEnough(_ verdict: DraftWatch.Verdict) -> Bool {
        if case .enough = verdict { true } else { false }
    }

    @Test func fourOfFiveThatAgreeAreEnough() {
        #expect(!isEnough(verdict(["1", "1", "1"], of: 5, .agreement(0.8))))
        #expect(verdict(["1", "1", "1", "1"], of: 5, .agreement(0.8)) == .enough("4 drafts agree"))
        #expect(!isEnough(verdict(["1", "2", "1", "1"], of: 5, .agreement(0.8))))
    }

    @Test(arguments: 1...8, [0, 0.2, 0.5, 0.8, 1]) func oneDraftNeverAgreesWithItself(count: Int, part: Double) {
        let watch = DraftWatch(count: count, rule: .agreement(part))
        #expect(watch.needed(for: part) >= 2)
        #expect(isEnough(verdict(["1"], of: count, .agreement(part))) == (count == 1))
    }

    @Test func whenAllAreThereOrFailedItIsEnough() {
        #expect(verdict(["1", "2"], of: 2, .all) == .enough("all drafts are there"))
        #expect(verdict([nil, nil], of: 2, .all) == .enough("2 of 2 drafts failed"))
        #expect(!isEnough(verdict(["1", "1", "1"], of: 4, .all)))
    }

    @Test func whatCannotBeOvertakenIsCertain() {
        #expect(!isEnough(verdict(["1", "2", "1", "1"], of: 8, .certainty(0.3))))
        #expect(isEnough(verdict(["1", "1", "1", "1", "1"], of: 8, .certainty(0))))
        #expect(!isEnough(verdict(["1", "1", "1", "1"], of: 8, .certainty(0))))
    }

    @Test func threeThatAgreeAreCertainEnoughAndTwoAreNot() {
        #expect(!isEnough(verdict(["1", "1"], of: 8, .certainty(0.3))))
        #expect(isEnough(verdict(["1", "1", "1"], of: 8, .certainty(0.3))))
        #expect(!isEnough(verdict(["1", "2", "1"], of: 8, .certainty(0.3))))
    }

    @Test func whenHalfIsThereTheOthersGetHalfAsMuchTimeAgain() {
        // Drafts took 1, 2 and 3 seconds.
        #expect(verdict(["1", "2"], of: 5, .all) == .wait(until: nil))
        #expect(verdict(["1", "2", "3"], of: 5, .all, at: .milliseconds(4400)) == .wait(until: .milliseconds(4500)))
        #expect(
            verdict(["1", "2", "3"], of: 5, .all, at: .milliseconds(4500)) == .enough("2 of 5 drafts took too long"))
    }

    @Test func aSingleDraftIsWaitedFor() {
        #expect(verdict([], of: 1, .all, at: .seconds(9999)) == .wait(until: nil))
        #expect(verdict(["1"], of: 2, .all, at: .seconds(9999)) == .wait(until: nil))
    }
}
