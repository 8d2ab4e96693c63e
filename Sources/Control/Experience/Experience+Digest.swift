public import Planning

extension Experience {
    /// What it comes to, for people.
    public var digest: KnowledgeDigest {
        var tally = Tally()
        for episode in episodes {
            for outcome in episode.outcomes { tally.add(outcome) }
        }
        let names = Dictionary(tools.map { (ToolMark($0), $0) }, uniquingKeysWith: { first, _ in first })
        let known = tally.verdicts.compactMap { mark, verdicts in
            (mark == .text ? "" : names[mark]).map { (name: $0, verdicts: verdicts) }
        }
        let all = tally.verdicts.values.reduce(into: Verdicts()) { $0.add($1) }
        return KnowledgeDigest(
            acceptance: all.share,
            tools: known.map { .init(tool: $0.name, right: $0.verdicts.right, wrong: $0.verdicts.wrong) }
                .sorted { ($1.right + $1.wrong, $0.tool) < ($0.right + $0.wrong, $1.tool) },
            draftTime: tally.drafting.time.value, verifierTime: tally.verifying.time.value,
            draftCost: tally.drafting.price, verifierCost: tally.verifying.price, chargedPart: tally.chargedPart,
            runs: episodes.count)
    }

    private struct Verdicts {
        var right = 0.0
        var wrong = 0.0

        var share: Double? { right + wrong > 0 ? right / (right + wrong) : nil }

        mutating func add(_ other: Verdicts) {
            right += other.right
            wrong += other.wrong
        }
    }

    private struct Tally {
        var verdicts: [ToolMark: Verdicts] = [:]
        var drafting = CallAverages()
        var verifying = CallAverages()
        private var cancelled = MovingAverage(rate: 0)

        /// The part of a verification that is charged although it is cancelled.
        var chargedPart: Double? {
            guard let whole = verifying.price, whole > 0 else { return nil }
            return cancelled.value.map { min($0 / whole, 1) }
        }

        mutating func add(_ outcome: DepthOutcome) {
            switch outcome {
            case .drafted(_, let figures): drafting.add(figures)
            case .verified(_, let figures): verifying.add(figures.alone)
            case .verificationCancelled(_, let figures): cancelled.add(figures.dollars ?? 0)
            case .compared(let draft, let agrees):
                verdicts[draft.tool ?? .text, default: Verdicts()].add(
                    Verdicts(right: agrees ? 1 : 0, wrong: agrees ? 0 : 1))
            case .started, .rode, .draftCancelled, .censored, .committed, .ended: break
            }
        }
    }
}

extension CallAverages {
    /// Dollars for a call; nil where the price is unknown.
    fileprivate var price: Double? { isPriced ? cost(in: .dollars) : nil }
}
