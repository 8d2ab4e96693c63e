import Agents
import Documents
import Planning
import Testing

/// What an agent's author says to the strategies that let drafts stand.
struct StrategySettingsTests {
    private func settings(_ section: String) throws -> StrategySettings {
        try Samples.tagged(extra: "strategy: {\(section)}").strategies
    }

    @Test func whatIsLeftOutIsTheDefault() throws {
        #expect(try Samples.tagged().strategies == StrategySettings())
        #expect(try settings("rsd: {}, cascade: {}, delegate: {}") == StrategySettings())
    }

    @Test func everyFieldIsRead() throws {
        let read = try settings(
            """
            rsd: {weighting: logistic, threshold: 0.8, sharpness: 5, chance: 0.1, goal: {agreement: 0.9}, audit_every: 3,
            patience_s: 1.5}, cascade: {price: 0.3, reading_loss: 0.1, writing_loss: 0.9, audit_every: 0, patience_s: 2},
            delegate: {doubting: [hm], checking: [], reversals: 4, audit_every: 1, patience_s: 3}
            """)
        #expect(
            read.rsd
                == RewardGateSettings(
                    weighting: .logistic, threshold: 0.8, sharpness: 5, chance: 0.1, goal: .agreement(0.9),
                    auditEvery: 3, patience: 1.5))
        #expect(
            read.cascade
                == DeferralSettings(price: 0.3, readingLoss: 0.1, writingLoss: 0.9, auditEvery: 0, patience: 2))
        #expect(
            read.delegate
                == DelegationSettings(doubting: ["hm"], checking: [], reversals: 4, auditEvery: 1, patience: 3))
    }

    @Test func aGoalIsOneOfThree() throws {
        #expect(try settings("rsd: {goal: {quality: 0.1}}").rsd.goal == .price(quality: 0.1))
        #expect(try settings("rsd: {goal: {verifier_share: 0.3}}").rsd.goal == .verifierShare(0.3))
    }

    @Test(arguments: [
        ("rsd: {goal: {}}", "one of quality"), ("rsd: {goal: {quality: 0.1, agreement: 0.9}}", "this names 2"),
        ("rsd: {threshold: 2}", "threshold"), ("rsd: {weighting: best}", "logistic"),
        ("rsd: {audit_every: -1}", "audit_every"), ("cascade: {prize: 1}", "prize"),
        ("delegate: {checking: no}", "list"),
    ])
    func whatCannotBeMeantIsSaid(section: String, words: String) {
        let error = #expect(throws: DocumentError.self) { try settings(section) }
        #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    }
}
