import Foundation

/// What algorithms.md 5.3 and 5.4 say in closed form, for constant times and a constant acceptance.
struct RoundFormulas {
    /// Seconds of a draft and of a verification.
    let drafting: Double
    let verifying: Double
    /// Dollars of a draft, and of a verification's prompt and generation.
    let draftCost = 0.2
    let promptCost = 0.55
    let generationCost = 0.45
    let acceptance: Double

    private var inFlight: Int { Int((verifying / drafting).rounded(.up)) }
    private var verificationCost: Double { promptCost + generationCost }

    /// Seconds for a step in rounds of `calls` verifications.
    func roundLatency(_ calls: Int) -> Double {
        drafting + (verifying - drafting) / roundSteps(calls)
    }

    /// Dollars for a step in lean rounds of `calls` verifications.
    func roundCost(_ calls: Int) -> Double {
        var cost = 0.0
        for used in 1...calls {
            let chance = pow(acceptance, Double(used - 1)) * (used < calls ? 1 - acceptance : 1)
            let wasted = min(calls - used, inFlight - 1)
            let drafts = min(calls - 1, used - 1 + inFlight)
            let charges = (0..<wasted).reduce(0.0) { sum, late in
                sum + promptCost + generationCost * (1 - Double(late + 1) * drafting / verifying)
            }
            cost += chance * (Double(used) * verificationCost + charges + Double(drafts) * draftCost)
        }
        return cost / roundSteps(calls)
    }

    private func roundSteps(_ calls: Int) -> Double {
        (1 - pow(acceptance, Double(calls))) / (1 - acceptance)
    }

    /// Seconds for a step with a window of `slots` unresolved verifications.
    func windowLatency(_ slots: Int) -> Double {
        let power = pow(acceptance, Double(slots))
        let stall = max(0, verifying - Double(slots) * drafting) * power / (1 - power)
        return (1 - acceptance) * verifying + acceptance * drafting + (1 - acceptance) * stall
    }

    /// Dollars for a step with a window of `slots` unresolved verifications.
    func windowCost(_ slots: Int) -> Double {
        let effective = min(slots, inFlight)
        var charges = 0.0
        if Double(slots) * drafting >= verifying {
            for late in 1..<max(effective, 1) { charges += charge(verifying - Double(late) * drafting) }
        } else {
            for before in 0..<slots {
                let weight =
                    pow(acceptance, Double(before)) * (1 - acceptance) / (1 - pow(acceptance, Double(slots)))
                for late in 1..<max(effective, 1) {
                    let age =
                        before + late < slots
                        ? verifying - Double(late) * drafting : Double(slots - late) * drafting
                    charges += weight * charge(age)
                }
            }
        }
        return verificationCost + acceptance * draftCost
            + (1 - acceptance) * (Double(effective) * draftCost + charges)
    }

    private func charge(_ age: Double) -> Double { promptCost + generationCost * age / verifying }
}
