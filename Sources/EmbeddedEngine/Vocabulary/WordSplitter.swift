/// Cuts a text into the words within which byte-pair encoding joins bytes. The expressions are
/// those of the tokenizers' authors; here they are written out, because they are short.
enum WordSplitter: Sendable {
    /// `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`
    case gpt2
    /// The same, after every digit has been set apart.
    case digitsApart
    /// `(?i:'s|…)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`
    case llama3

    /// The splitter that a file names; nil if it is another one.
    init?(named name: String) {
        switch name {
        case "gpt-2", "gpt2": self = .gpt2
        case "smollm": self = .digitsApart
        case "llama3", "llama-v3", "llama-bpe": self = .llama3
        default: return nil
        }
    }

    /// The words, which joined are the text.
    func words(of text: String) -> [Substring.UnicodeScalarView] {
        let scalars = text.unicodeScalars
        var rest = scalars[...]
        var words: [Substring.UnicodeScalarView] = []
        while !rest.isEmpty {
            let end: String.Index
            if self == .digitsApart {
                // A digit ends the stretch in which the others look ahead.
                let stretch = rest.prefix { !$0.isNumber }
                end = stretch.isEmpty ? scalars.index(after: rest.startIndex) : gpt2End(stretch)
            } else {
                end = self == .gpt2 ? gpt2End(rest) : llama3End(rest)
            }
            words.append(rest[..<end])
            rest = rest[end...]
        }
        return words
    }

    private func gpt2End(_ text: Substring.UnicodeScalarView) -> String.Index {
        if let end = contractionEnd(text, ignoringCase: false) { return end }
        let body = text.first == " " ? text.dropFirst() : text
        for belongs in [\Unicode.Scalar.isLetter, \.isNumber, \.isMark] {
            let run = body.prefix { $0[keyPath: belongs] }
            if !run.isEmpty { return run.endIndex }
        }
        return spaceEnd(text)
    }

    private func llama3End(_ text: Substring.UnicodeScalarView) -> String.Index {
        if let end = contractionEnd(text, ignoringCase: true) { return end }
        guard let first = text.first else { return text.endIndex }
        let mayLead = !first.isLetter && !first.isNumber && !first.isLineBreak
        let letters = (mayLead ? text.dropFirst() : text).prefix(while: \.isLetter)
        if !letters.isEmpty { return letters.endIndex }
        let digits = text.prefix(3).prefix(while: \.isNumber)
        if !digits.isEmpty { return digits.endIndex }
        let marks = (first == " " ? text.dropFirst() : text).prefix(while: \.isMark)
        if !marks.isEmpty { return text[marks.endIndex...].prefix(while: \.isLineBreak).endIndex }
        let spaces = text.prefix(while: \.properties.isWhitespace)
        if let last = spaces.lastIndex(where: \.isLineBreak) { return text.index(after: last) }
        return spaceEnd(text)
    }

    /// White space leaves its last character to a word that follows.
    private func spaceEnd(_ text: Substring.UnicodeScalarView) -> String.Index {
        let spaces = text.prefix(while: \.properties.isWhitespace)
        guard spaces.endIndex < text.endIndex else { return spaces.endIndex }
        let last = text.index(before: spaces.endIndex)
        return last > text.startIndex ? last : spaces.endIndex
    }

    private func contractionEnd(_ text: Substring.UnicodeScalarView, ignoringCase: Bool) -> String.Index? {
        guard text.first == "'" else { return nil }
        let plain = String(text.dropFirst().prefix(2))
        let next = ignoringCase ? plain.lowercased() : plain
        let length = ["re", "ve", "ll"].contains(next) ? 3 : ["s", "t", "m", "d"].contains(next.prefix(1)) ? 2 : 0
        return length == 0 ? nil : text.index(text.startIndex, offsetBy: length)
    }
}

extension Unicode.Scalar {
    fileprivate var isLetter: Bool {
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        default: false
        }
    }

    fileprivate var isNumber: Bool {
        switch properties.generalCategory {
        case .decimalNumber, .letterNumber, .otherNumber: true
        default: false
        }
    }

    /// Neither letter nor number nor white space.
    fileprivate var isMark: Bool { !isLetter && !isNumber && !properties.isWhitespace }
    fileprivate var isLineBreak: Bool { self == "\r" || self == "\n" }
}
