import Foundation
import Planning

/// The paper's controller (Dynamic Speculative Planning, arXiv 2509.01920), with a function over hashed
/// features in the place of its transformer.
///
/// It predicts, once for a round, how many verifications are worth starting from here: the drafts that
/// will be right, and one. It learns by λ-returns (λ = 0.95, γ = 1) from every stretch between two
/// mismatches. Neither τ nor the offset knows of seconds or dollars; `threshold` does.
///
/// Where the paper's code has quirks (algorithms.md 1.4), this is what happens here:
/// 1. The value counts verifications that will be used: matching drafts + 1.
/// 2. G_i = 1 + (1−λ)·V(s_{i+1}) + λ·G_{i+1}, with V = G = 0 past the mismatch.
/// 3. States after a mismatch are dropped: such prefixes never occur when predicting.
/// 4. A long state keeps the task's head and the newest steps.
/// 5. k̂ = round(V) + offset, at least 0; 0 and 1 both mean the verifier alone, as k counts its calls.
/// 6. Its accuracy is for whoever reports it; the controller itself needs no such figure.
///
/// A segment stays open over rounds in which everything matched. A step that nobody drafted cuts it off, and
/// the rest is then valued by the function itself. Before 16 states are known the depth is 1 (the
/// paper's default k = 2). While the verifier works alone, every eighth step is drafted all the same,
/// as nothing is learnt from a drafter that is never asked.
public struct DSPDepth: DepthController, Hashable {
    private let expectile: Double
    private let offset: Int
    private var values: StateValue
    private var generator: SeededGenerator
    private var segments = SegmentRing()
    private var open = Segment()
    /// The tools of the steps so far.
    private var steps = StepHistory()
    private var verdicts = RecentVerdicts()
    /// The states before drafts that are not committed yet, by position, and how they came out.
    private var pending: [Int: Pending] = [:]
    /// The last position that the verifier may run ahead to; nil when it has to be predicted anew.
    private var roundEnd: Int?
    private var sinceDraft = 0
    private var training = Training()

    private struct Pending: Sendable, Hashable, Codable {
        var state: StateText
        var agrees: Bool?
    }

    private struct Training: Sendable, Hashable, Codable {
        var isDue = false
        /// Breaks since one was handed out; nil when none is out.
        var breaksWaited: Int?
        var number = 0
        var adopted = 0
    }

    /// A controller that has learnt nothing yet.
    /// - Parameters:
    ///   - expectile: τ; above 0.5 a depth that is too small weighs more than one that is too large.
    ///   - offset: added to the predicted number of verifications.
    public init(seed: UInt64, expectile: Double = 0.5, offset: Int = 0) {
        self.init(.linear, seed: seed, expectile: expectile, offset: offset)
    }

    init(_ shape: StateValue.Shape, seed: UInt64, expectile: Double = 0.5, offset: Int = 0) {
        self.expectile = expectile.isFinite ? min(max(expectile, 0.01), 0.99) : 0.5
        self.offset = min(max(offset, -DepthLimit.most), DepthLimit.most)
        generator = SeededGenerator(seed: seed)
        values = StateValue(shape, seed: generator.next())
    }

    public var name: String { ControllerName.dsp.rawValue }

    public mutating func decide(_ context: DepthContext) -> DepthDecision {
        if let roundEnd, roundEnd >= context.frontier {
            return decision(roundEnd &- context.frontier, "the round goes on")
        }
        guard segments.states >= Self.leastStates else {
            roundEnd = context.frontier &+ 1
            return decision(1, "too little is known yet")
        }
        let value = value(at: context)
        // k counts verifications, the depth those of them that run ahead.
        let count = value.isFinite ? Int(min(max(value.rounded(), 0), Double(DepthLimit.most))) &+ offset : 1
        let depth = DepthLimit.clamp(count &- 1)
        if depth == 0, context.unresolvedDrafts == 0, sinceDraft >= Self.patience {
            return decision(1, "drafted only to learn from it")
        }
        if depth > 0 { roundEnd = context.frontier &+ depth }
        return decision(depth, "as many drafts as are expected to be right")
    }

    /// The verifications that are worth starting from here, as far as is known.
    func value(at context: DepthContext) -> Double {
        values(state(before: context.next.position), words: open.words)
    }

    private func decision(_ depth: Int, _ reason: String) -> DepthDecision {
        DepthDecision(depth: DepthLimit.clamp(depth), draftsBeyond: false, reason: reason)
    }

    public mutating func observe(_ outcome: DepthOutcome) {
        switch outcome {
        case .started(let task, let committed): start(task, committed: committed)
        case .drafted(let draft, _): drafted(draft)
        case .compared(let draft, let agrees):
            verdicts.append(agrees)
            pending[draft.position]?.agrees = agrees
            if !agrees { roundEnd = nil }
        case .censored(let draft): forget(from: draft.position)
        case .committed(let figures): commit(figures)
        case .ended: close()
        case .rode, .verified, .verificationCancelled, .draftCancelled: break
        }
    }

    // MARK: - Segments

    private mutating func start(_ task: TaskFeatures, committed: Int) {
        open = Segment(words: task.words)
        steps = StepHistory(committed: committed)
        verdicts = RecentVerdicts()
        pending = [:]
        roundEnd = nil
    }

    private func state(before position: Int) -> StateText {
        StateText(after: steps.before(position), count: max(position, 1) - 1, verdicts: verdicts)
    }

    private mutating func drafted(_ draft: DraftFeatures) {
        sinceDraft = 0
        pending[draft.position] = Pending(state: state(before: draft.position), agrees: nil)
        steps.draft(draft.tool ?? .none, at: draft.position)
    }

    private mutating func forget(from position: Int) {
        pending[position] = nil
        steps.forget(from: position)
    }

    private mutating func commit(_ figures: CommitFigures) {
        sinceDraft = min(sinceDraft &+ 1, Self.patience)
        let draft = pending.removeValue(forKey: figures.position)
        let before = draft?.state ?? state(before: figures.position)
        steps.commit(figures.tool)
        switch draft?.agrees {
        case true?: open.states.append(before)
        case false?:
            open.states.append(before)
            close()
        case nil:
            open.tail = before
            close()
        }
    }

    private mutating func close() {
        defer {
            open.states = []
            open.tail = nil
        }
        guard !open.states.isEmpty else { return }
        segments.append(open)
        training.isDue = segments.states >= Self.leastStates
        training.breaksWaited = training.breaksWaited.map { min($0, 8) &+ 1 }
    }

    private static let leastStates = 16
    private static let patience = 8
}

// MARK: - Training

extension DSPDepth {
    public mutating func takeTraining() -> DepthTraining? {
        // One at a time; but a runner that ended took its training with it.
        guard training.isDue, training.breaksWaited.map({ $0 > 8 }) ?? true else { return nil }
        training.isDue = false
        training.breaksWaited = 0
        training.number &+= 1
        let sample = segments.sample(states: Self.leastStates, using: &generator)
        let (values, number, expectile) = (values, training.number, expectile)
        return DepthTraining {
            var values = values
            for _ in 0..<3 { values.train(on: sample, expectile: expectile, trace: 0.95, rate: 0.05) }
            return DepthCheckpoint(values: values, number: number)
        }
    }

    public mutating func adopt(_ checkpoint: DepthCheckpoint) {
        guard checkpoint.number > training.adopted else { return }
        training.adopted = checkpoint.number
        training.breaksWaited = nil
        values = checkpoint.values
    }
}
