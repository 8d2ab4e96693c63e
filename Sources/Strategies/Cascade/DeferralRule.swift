import Planning

/// When a draft goes to the verifier: where the loss that this is expected to spare is worth its price,
/// (1 − confidence) · loss ≥ η₀ · price (algorithms.md 6.11).
struct DeferralRule: Sendable, Hashable {
    let settings: DeferralSettings

    /// What a wrong step costs, from 0 to 1.
    func loss(of action: Action, _ execution: EarlyExecution) -> Double {
        switch execution {
        case .allowed, .provisional(changesWorld: false):
            action.finishes ? settings.writingLoss : settings.readingLoss
        case .unneeded, .provisional(changesWorld: true), .refused: settings.writingLoss
        }
    }

    /// - Parameter price: what asking the verifier is worth, from 0 to 1.
    func defers(confidence: Double, loss: Double, price: Double) -> Bool {
        // What is no number between 0 and 1 is no confidence.
        guard (0...1).contains(confidence) else { return true }
        return (1 - confidence) * loss >= settings.price * price
    }

    /// How sure the drafter has to be; it has to be surer than that.
    func threshold(loss: Double, price: Double) -> Double {
        loss > 0 ? min(max(1 - settings.price * price / loss, 0), 1) : 0
    }
}
