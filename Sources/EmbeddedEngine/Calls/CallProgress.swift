import Planning

/// How far a call has come. A value: it says which tokens a pass should compute for it, and takes in
/// what came out.
struct CallProgress: Sendable {
    /// What the call is for.
    private enum Goal {
        /// To go on writing.
        case complete
        /// To learn how likely the tokens ahead are; with none, to get the prompt into the cache.
        case evaluate
        /// To learn what the text is worth.
        case score
    }

    /// What a pass computes for a call.
    struct Share {
        let tokens: [Int]
        /// How many of them are known to belong to the text.
        let certain: Int
        /// How many of the last tokens' logits are needed.
        let wanted: Int

        /// How many of the last tokens are a guess; the others that are not certain are to be evaluated.
        var guessed = 0
    }

    /// The prompt and the answer so far.
    private(set) var known: [Int]
    /// What may follow: a guess, or the tokens to evaluate.
    private var ahead: [Int]
    private let goal: Goal
    /// The answer, of a call that writes one.
    private var completion: Completion?
    private var output = CallOutput()
    private(set) var isFinished = false
    /// Whether something was told already.
    private var hasTold = false
    /// Whether the model's output was no number.
    private(set) var hasFailed = false
    /// The time that the guess has spared; nil until some of it was checked.
    private var spared: Duration?

    /// Writes on behind a prompt.
    init(completing prompt: [Int], guess: [Int], _ completion: Completion) {
        (known, ahead, goal) = (prompt, guess, .complete)
        self.completion = completion
    }

    /// Learns how likely tokens are behind a text.
    init(evaluating tokens: [Int], after text: [Int]) {
        (known, ahead, goal) = (text, tokens, .evaluate)
    }

    /// Learns what a text is worth.
    init(scoring text: [Int]) {
        (known, ahead, goal) = (text, [], .score)
    }

    /// What the next pass should compute.
    /// - Parameters:
    ///   - computed: tokens whose keys and values are there.
    ///   - rows: tokens that fit into the pass.
    ///   - wanted: logits that fit.
    ///   - guesses: whether a guess may be checked.
    func share(computed: Int, rows: Int, wanted: Int, guesses: Bool) -> Share {
        let pending = known[computed...]
        guard pending.count <= rows else {
            return Share(tokens: Array(pending.prefix(rows)), certain: rows, wanted: 0)
        }
        if goal == .evaluate, ahead.isEmpty {
            return Share(tokens: Array(pending), certain: pending.count, wanted: 0)
        }
        // The last token to evaluate need not be computed itself.
        let useful = goal == .evaluate ? ahead.count - 1 : guesses ? ahead.count : 0
        let guessed = min(useful, rows - pending.count, wanted - 1)
        guard guessed >= 0 else { return Share(tokens: [], certain: 0, wanted: 0) }
        return Share(
            tokens: Array(pending) + ahead[..<guessed], certain: pending.count, wanted: guessed + 1,
            guessed: goal == .complete ? guessed : 0)
    }

    /// Takes in what a pass computed.
    /// - Parameters:
    ///   - computed: tokens whose keys and values were there before.
    ///   - reused: tokens that were in the cache when the call began.
    ///   - logits: what is expected after each wanted token.
    ///   - value: what the text is worth.
    /// - Returns: how many of the share's tokens turned out to belong to the text.
    mutating func take(
        _ share: Share, computed: Int, reused: Int, logits: (Int) -> Logits, value: () -> Double?
    ) -> Int {
        output.reused = reused
        guard share.wanted > 0 else {
            if goal == .evaluate, ahead.isEmpty, computed + share.certain == known.count { isFinished = true }
            return share.certain
        }
        switch goal {
        case .score:
            output.value = value()
            hasFailed = output.value?.isFinite != true
            isFinished = true
            return share.certain
        case .evaluate:
            for index in 0..<share.wanted {
                let logits = logits(index)
                output.logprobs.append(logits[ahead[index]] - logits.logarithmOfSum)
            }
            hasFailed = output.logprobs.contains { !$0.isFinite }
            known += ahead[..<share.wanted]
            ahead.removeFirst(share.wanted)
            isFinished = ahead.isEmpty || hasFailed
            return share.tokens.count
        case .complete:
            guard completion?.begin(reused: reused) == true else {
                isFinished = true
                return share.certain
            }
            return share.certain + extend(share, logits)
        }
    }

    /// Writes on as long as the guess is right.
    /// - Returns: how much of the share's guess was right.
    private mutating func extend(_ share: Share, _ logits: (Int) -> Logits) -> Int {
        for index in 0..<share.wanted {
            guard let (token, goesOn) = completion?.extend(by: logits(index)) else {
                hasFailed = true
                isFinished = true
                return index
            }
            guard goesOn else {
                isFinished = true
                return index
            }
            known.append(token)
            guard index < ahead.count, ahead[index] == token else {
                ahead.removeAll()
                return index
            }
        }
        // All that was checked is right; what was sampled behind it was part of the guess too.
        ahead.removeFirst(share.wanted)
        return share.wanted - 1
    }

    /// Notes what the checking of a guess has spared.
    mutating func credit(_ time: Duration) {
        spared = (spared ?? .zero) + time
    }

    /// Whether there is something to tell.
    var hasNews: Bool { isFinished || completion?.hasEvents == true }

    /// Whether more is to come of which nobody waits for the first.
    var goesOn: Bool { hasTold && !isFinished }

    /// Hands over what there is to tell; nil if there is nothing yet.
    mutating func takeOutput() -> CallOutput? {
        guard hasNews else { return nil }
        hasTold = true
        output.events = completion?.takeEvents() ?? []
        if isFinished, let spared, !output.events.isEmpty {
            output.events.insert(.spared(spared), at: output.events.count - 1)
        }
        output.isFinished = isFinished
        return output
    }
}

/// What a call has to tell.
struct CallOutput: Sendable {
    var events: [ModelEvent] = []
    var logprobs: [Double] = []
    var value: Double?
    /// Tokens that were in the cache when the call began.
    var reused = 0
    var isFinished = false
}
