/// Finds where a text says what its answer is.
enum AnswerFinder {
    static func marked(in text: String) -> String? {
        let hashes = text.ranges(of: "####").last.map { ($0.lowerBound, line(after: $0.upperBound, in: text)) }
        let boxed = text.ranges(of: box.regex).last.map { range in
            let rest = text[range.upperBound...]
            return (
                range.lowerBound,
                rest.first == "{" ? String(Braces.content(of: rest)) : line(after: rest.startIndex, in: text)
            )
        }
        let found = [hashes, boxed].compactMap(\.self).filter { !$0.1.trimmingSpaces.isEmpty }
        return found.max { $0.0 < $1.0 }?.1 ?? phrase(in: text.replacing("**", with: ""))
    }

    static func lastLine(of text: String) -> String {
        text.split(whereSeparator: \.isNewline).last { !$0.allSatisfy(\.isWhitespace) }.map(String.init) ?? ""
    }

    private static func line(after start: String.Index, in text: String) -> String {
        String(text[start...].drop { $0 == " " }.prefix { !$0.isNewline })
    }

    private static func phrase(in text: String) -> String? {
        guard let match = text.matches(of: announcement.regex).last else { return nil }
        // The sentence ends at a full stop that no digit follows.
        let said = match.output.1.prefixMatch(of: sentence.regex)?.output ?? match.output.1
        return said.trimmingSpaces.isEmpty ? nil : String(said)
    }

    private static let box = Pattern(/\\f?boxed\s*/)
    private static let announcement = Pattern(
        /\banswers?(?: to [^\n.:]{1,80})?\s*(?:is|are|:|=)\s*:?\s*([^\n]+)/.ignoresCase())
    private static let sentence = Pattern(/.*?\.(?=\s|$)/)
}
