/// Text in braces.
enum Braces {
    /// What stands between the brace that `text` begins with and the one that closes it, or up to the end.
    static func content(of text: Substring) -> Substring {
        var depth = 0
        for index in text.indices {
            if text[index] == "{" { depth += 1 }
            if text[index] == "}" { depth -= 1 }
            if depth == 0 { return text[text.index(after: text.startIndex)..<index] }
        }
        return text.dropFirst()
    }
}
