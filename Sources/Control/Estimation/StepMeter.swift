import Planning

/// Measures J of every committed step while the run goes on: time and cost since the commit before,
/// relative to what a verification takes.
struct StepMeter: Sendable, Hashable, Codable {
    private let preference: Preference
    private(set) var drafting = CallAverages()
    private(set) var verifying = CallAverages()
    /// The same calls as they are without the help of drafts: what J is measured in.
    private(set) var alone = CallAverages()
    private var spent = CallWork()

    init(_ preference: Preference) {
        self.preference = preference
    }

    /// λ; for a value of time, by what verifications have taken and cost so far.
    var lambda: Double {
        let reference = alone.time.value.flatMap { seconds in
            alone.cost(in: .dollars).map { Reference(seconds: seconds, dollars: $0) }
        }
        return preference.lambda(at: reference).value
    }

    /// Takes an outcome.
    /// - Returns: J of the step that it commits, if it does.
    mutating func observe(_ outcome: DepthOutcome) -> Double? {
        switch outcome {
        case .drafted(_, let figures):
            drafting.add(figures)
            spent += CallWork(figures)
        case .verified(_, let figures):
            verifying.add(figures)
            alone.add(figures.alone)
            spent += CallWork(figures)
        case .verificationCancelled(_, let figures), .draftCancelled(_, let figures): spent += CallWork(figures)
        case .started: spent = CallWork()
        case .committed(let figures):
            defer { spent = CallWork() }
            return objective(of: figures)
        case .rode, .compared, .censored, .ended: break
        }
        return nil
    }

    /// How many drafts can be made before the first verdict is back: ⌈t/a⌉ − 1, at least 1; 0 when
    /// drafting is no faster than verifying, and nil before both are known.
    var window: Int? {
        guard let a = drafting.time.value, let t = verifying.time.value else { return nil }
        guard a < t else { return 0 }
        // The last one only counts when it leaves room to verify before the verdict is back.
        return a * Double(DepthLimit.most) > t ? max(Int((t / a - 1e-6).rounded(.up)) - 1, 1) : DepthLimit.most
    }

    /// Against the verification that stands, so that a call that happens to take long counts for nothing.
    private func objective(of figures: CommitFigures) -> Double {
        let seconds = CallWork.sane(figures.seconds - CallWork.sane(figures.executing))
        let verification = CallWork(figures.verification.alone)
        let basis = alone.basis
        let latency = Self.excess(seconds - verification.seconds, of: alone.time.value)
        let cost = Self.excess(spent[basis] - verification[basis], of: alone.cost(in: basis))
        return 1 + lambda * latency + (1 - lambda) * cost
    }

    private static func excess(_ difference: Double, of whole: Double?) -> Double {
        guard let whole, whole > 0 else { return 0 }
        return min(max(difference / whole, -most), most)
    }

    /// One step that takes this many times its share says nothing about the next.
    private static let most = 20.0
}
