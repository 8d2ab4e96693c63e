/// One phrase of a problem: this block stands on that one, or on the table.
struct BlockPhrase {
    /// The words as they were written.
    let text: String
    let block: String
    /// The block below; nil for the table.
    let support: String?

    static let example = "“c on a, a on table, b on table -> a on b, b on c”"
    static let longestName = 32

    /// Reads all phrases of one side of the arrow.
    static func all(in text: Substring, side: String) throws(BlocksworldError) -> [BlockPhrase] {
        var phrases: [BlockPhrase] = []
        for clause in text.split(whereSeparator: { ",;.".contains($0) || $0.isNewline }) {
            for words in clause.split(whereSeparator: \.isWhitespace).split(separator: "and") where !words.isEmpty {
                phrases.append(try BlockPhrase(words: Array(words)))
            }
        }
        guard !phrases.isEmpty else {
            throw BlocksworldError(.nothingSaid, "nothing is said about the \(side); write it like \(example)")
        }
        return phrases
    }

    private init(words: [Substring]) throws(BlocksworldError) {
        text = words.joined(separator: " ")
        // Words that carry nothing are left out; “on top of” means “on”.
        let telling = words.map { $0.lowercased() }.filter { !["the", "block", "is", "top", "of"].contains($0) }
        guard telling.count == 3, telling[1] == "on", telling[0] != "table", Self.isName(telling[0]),
            Self.isName(telling[2])
        else {
            throw BlocksworldError(.unreadable, "cannot read “\(text.prefix(200))”; say “a on b” or “a on table”")
        }
        block = telling[0]
        support = telling[2] == "table" ? nil : telling[2]
    }

    private static func isName(_ word: String) -> Bool {
        word.count <= longestName && word.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
    }
}

extension [BlockPhrase] {
    /// The places that the phrases give to blocks, which are numbered by `numbers`.
    /// - Throws: ``BlocksworldError`` where the phrases contradict each other.
    func places(
        numbers: [String: Int], side: String
    ) throws(BlocksworldError) -> [Int: BlocksworldState.Place] {
        var phraseOfBlock: [String: BlockPhrase] = [:]
        var phraseOfSupport: [String: BlockPhrase] = [:]
        for phrase in self {
            if let earlier = phraseOfBlock.updateValue(phrase, forKey: phrase.block) {
                guard earlier.support != phrase.support else { continue }
                throw BlocksworldError(
                    .twoPlaces,
                    "the \(side) is impossible: “\(earlier.text)” and “\(phrase.text)” "
                        + "put “\(phrase.block)” on two things")
            }
            guard let support = phrase.support else { continue }
            if let earlier = phraseOfSupport.updateValue(phrase, forKey: support) {
                throw BlocksworldError(
                    .sharedSupport,
                    "the \(side) is impossible: “\(earlier.text)” and “\(phrase.text)” "
                        + "put two blocks on “\(support)”; only the table has room for several")
            }
        }
        for phrase in self {
            guard let circle = circle(from: phrase, phraseOfBlock) else { continue }
            let phrases = circle.map { "“\($0.text)”" }.joined(separator: ", ")
            throw BlocksworldError(.circle, "the \(side) is impossible: \(phrases) go round in a circle")
        }
        var places: [Int: BlocksworldState.Place] = [:]
        for phrase in self {
            guard let block = numbers[phrase.block] else { continue }
            places[block] = phrase.support.flatMap { numbers[$0] }.map { .on($0) } ?? .table
        }
        return places
    }

    /// The phrases that lead from the block of `first` down to that block again, if they do.
    private func circle(from first: BlockPhrase, _ phraseOfBlock: [String: BlockPhrase]) -> [BlockPhrase]? {
        var path = [first]
        while path.count <= phraseOfBlock.count, let support = path[path.count - 1].support {
            if support == first.block { return path }
            guard let next = phraseOfBlock[support] else { return nil }
            path.append(next)
        }
        return nil
    }
}
