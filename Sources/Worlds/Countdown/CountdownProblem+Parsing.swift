extension CountdownProblem {
    static let example = "“3 5 7 9 -> 48”"

    /// Reads a problem such as `3 5 7 9 -> 48`.
    ///
    /// Numbers are separated by spaces, commas, semicolons or “and”; the arrow is `->` or `→`.
    /// - Throws: ``CountdownError`` with the words that are to blame.
    public init(parsing text: String) throws(CountdownError) {
        let sides = text.replacing("->", with: "→").split(separator: "→", omittingEmptySubsequences: false)
        guard sides.count > 1 else {
            throw CountdownError(
                .missingArrow,
                "no arrow between the numbers and the target in “\(text.prefix(200))”; write it like \(Self.example)")
        }
        guard sides.count == 2 else {
            throw CountdownError(
                .severalArrows, "\(sides.count - 1) arrows in “\(text.prefix(200))”; the numbers lead to one target")
        }
        let numbers = try Self.numbers(in: sides[0], what: "numbers")
        let targets = try Self.numbers(in: sides[1], what: "target")
        guard targets.count == 1 else {
            throw CountdownError(
                .severalTargets,
                "\(targets.count) targets, \(targets[0]) and \(targets[1]) among them; write one, like \(Self.example)")
        }
        guard numbers.count <= CountdownState.mostNumbers else {
            throw CountdownError(
                .tooManyNumbers, "\(numbers.count) numbers; at most \(CountdownState.mostNumbers) are possible")
        }
        self.init(numbers: numbers, target: targets[0])
    }

    private static func numbers(in text: Substring, what: String) throws(CountdownError) -> [Int] {
        var numbers: [Int] = []
        for word in text.split(whereSeparator: { $0.isWhitespace || ",;".contains($0) }) where word != "and" {
            guard word.allSatisfy({ $0.isASCII && $0.isNumber || $0 == "-" }) else {
                throw CountdownError(
                    .unreadable, "“\(word.prefix(40))” is no whole number; write the task like \(example)")
            }
            guard let number = Int(word), (1...CountdownState.largestNumber).contains(number) else {
                throw CountdownError(
                    .outOfRange, "“\(word.prefix(40))” is not from 1 to \(CountdownState.largestNumber)")
            }
            numbers.append(number)
        }
        guard !numbers.isEmpty else {
            throw CountdownError(.nothingSaid, "no \(what) in the task; write it like \(example)")
        }
        return numbers
    }
}
