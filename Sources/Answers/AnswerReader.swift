/// Reads an answer from plain text.
enum AnswerReader {
    static func answer(in text: String) -> Answer {
        let text = value(in: text.trimmingSpaces)
        if let number = NumberReader.number(in: text) { return number }
        let union = parts(of: text, separatedBy: ["∪"])
        if union.count > 1 { return .set(Set(union.map(answer))) }
        if let bracketed = bracketed(text) { return bracketed }
        let list = parts(of: text, separatedBy: [",", ";"]).flatMap(alternatives)
        // Sentences have commas too, and words between them.
        if list.count > 1,
            list.allSatisfy({ !$0.isEmpty && (!$0.contains(" ") || NumberReader.number(in: value(in: $0)) != nil) })
        {
            return .set(Set(list.map(answer)))
        }
        return .text(words(in: text))
    }

    /// What stands behind `x =` or `x ∈`.
    private static func value(in text: String) -> String {
        guard let match = text.wholeMatch(of: definition.regex) else {
            return text
        }
        return match.output.1.trimmingSpaces
    }

    private static func bracketed(_ text: String) -> Answer? {
        guard let opening = text.first, let closing = text.last, text.count > 1, "([{".contains(opening),
            ")]}".contains(closing), isOneBracket(text)
        else { return nil }
        let inner = text.dropFirst().dropLast().trimmingSpaces
        if opening == "{", closing == "}" {
            let members = parts(of: inner, separatedBy: [",", ";"]).filter { !$0.isEmpty }
            return .set(Set(members.map(answer)))
        }
        let members = parts(of: inner, separatedBy: [",", ";"])
        // (5) is 5 in brackets, and (B) the choice B.
        if members.count == 1, opening == "(", closing == ")" { return answer(in: inner) }
        return .tuple(members.map(answer), opening: opening, closing: closing)
    }

    /// Whether the bracket at the beginning is closed by the one at the end.
    private static func isOneBracket(_ text: String) -> Bool {
        var depth = 0
        for (place, character) in text.enumerated() {
            if "([{".contains(character) { depth += 1 }
            if ")]}".contains(character) { depth -= 1 }
            if depth == 0, place < text.count - 1 { return false }
        }
        return depth == 0
    }

    /// Splits at separators that stand in no brackets.
    private static func parts(of text: String, separatedBy separators: Set<Character>) -> [String] {
        var depth = 0
        var parts = [""]
        for character in text {
            if "([{".contains(character) { depth += 1 }
            if ")]}".contains(character) { depth -= 1 }
            if depth == 0, separators.contains(character) {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
        }
        return parts.map(\.trimmingSpaces)
    }

    private static func alternatives(in text: String) -> [String] {
        text.replacing(leadingWord.regex, with: "").split(separator: betweenWords.regex).map(\.trimmingSpaces)
    }

    /// Letters count alike in words whether they are capital or not; in a formula they do not. Spaces say
    /// something between words alone.
    private static func words(in text: String) -> String {
        if text.contains(where: { "^*/=+_<>|".contains($0) }) { return text.filter { !$0.isWhitespace } }
        let hasNumbers = text.contains(where: \.isNumber)
        return text.lowercased().filter { !hasNumbers || !$0.isWhitespace }
    }

    private static let definition = Pattern(/[A-Za-z][A-Za-z0-9_]{0,3}(?:\([a-z]\))?\s*[=∈]\s*(.+)/)
    private static let leadingWord = Pattern(/^(?:and|or)\s+/)
    private static let betweenWords = Pattern(/\s+(?:and|or)\s+/)
}
