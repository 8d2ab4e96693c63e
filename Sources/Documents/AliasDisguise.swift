/// Makes a YAML text harmless to parse before anybody knows whether it contains aliases.
///
/// A few hundred bytes of aliases to aliases stand for a tree of billions of values, and the parser
/// would already walk it while it compares keys. So every asterisk that could begin an alias is
/// replaced by a character that occurs nowhere in the text: an alias then becomes a plain text that
/// begins with that character, which is recognized and refused, and in all other places, such as a
/// prompt that says `*important*`, the asterisk is put back.
struct AliasDisguise {
    /// The text to parse.
    let disguised: String
    private let mark: Unicode.Scalar?

    init(for text: String) {
        let scalars = text.unicodeScalars
        guard scalars.contains("*") else {
            disguised = text
            mark = nil
            return
        }
        // Private-use characters are printable in YAML and have no meaning there. A text cannot be
        // larger than the limit of a document, and nobody uses all 6,400 of them.
        let used = Set(scalars.filter { Self.candidates.contains($0.value) })
        guard let free = Self.candidates.lazy.compactMap(Unicode.Scalar.init).first(where: { !used.contains($0) })
        else {
            disguised = text
            mark = nil
            return
        }
        var result = String.UnicodeScalarView()
        var index = scalars.startIndex
        while index < scalars.endIndex {
            let next = scalars.index(after: index)
            let beginsName = next < scalars.endIndex && Self.canBeginName(scalars[next])
            result.append(scalars[index] == "*" && beginsName ? free : scalars[index])
            index = next
        }
        disguised = String(result)
        mark = free
    }

    /// Whether a plain text of the disguised document is an alias.
    func isAlias(_ plain: String) -> Bool {
        mark != nil && plain.unicodeScalars.first == mark
    }

    /// A text of the disguised document as it was written.
    func undisguised(_ text: String) -> String {
        guard let mark, text.unicodeScalars.contains(mark) else { return text }
        var result = String.UnicodeScalarView()
        result.append(contentsOf: text.unicodeScalars.lazy.map { $0 == mark ? "*" : $0 })
        return String(result)
    }

    private static let candidates: ClosedRange<UInt32> = 0xE000...0xF8FF

    private static func canBeginName(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
        default: false
        }
    }
}
