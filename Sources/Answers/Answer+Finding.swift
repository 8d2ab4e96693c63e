extension Answer {
    /// The answer that a longer text arrives at: what stands behind the last `####` (as in GSM8K), in the last
    /// `\boxed{}`, or behind the last “answer is” or “answer:”; in a text without any of these its last line.
    public init(givenBy text: String) {
        self.init(AnswerFinder.marked(in: text) ?? AnswerFinder.lastLine(of: text))
    }

    /// Whether `text` arrives at this answer. Where this is a number and `text` does not mark its answer,
    /// the last number in it counts.
    public func isGiven(by text: String) -> Bool {
        if let marked = AnswerFinder.marked(in: text) {
            if agrees(with: Answer(marked)) { return true }
            guard case .number = self, case .text = Answer(marked) else { return false }
            // “18 eggs each day” is marked, and more than a number with its unit.
            return NumberReader.last(in: PlainMathematics.plain(marked)).map(agrees) ?? false
        }
        if agrees(with: Answer(AnswerFinder.lastLine(of: text))) { return true }
        guard case .number = self else { return false }
        return NumberReader.last(in: PlainMathematics.plain(text)).map(agrees) ?? false
    }
}
