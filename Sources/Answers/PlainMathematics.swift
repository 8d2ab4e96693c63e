/// Takes LaTeX, Markdown and typography out of a short text, so that only what it says is left.
enum PlainMathematics {
    /// `\left(\dfrac{1}{2}, 10\,000\right)` becomes `(1/2, 10000)`.
    static func plain(_ text: String) -> String {
        var text = text.replacing("\\$", with: "¤")
        if text.count(where: { $0 == "$" }).isMultiple(of: 2) { text = text.replacing("$", with: "") }
        for (old, new) in symbols { text = text.replacing(old, with: new) }
        text = text.replacing(thousands.regex) { "\($0.output.1),\($0.output.2)" }
        text = text.replacing(sizes.regex, with: "")
        text = text.replacing(gaps.regex, with: " ")
        text = text.replacing(degrees.regex, with: "°").replacing(fractions.regex, with: "\\frac")
        text = commands(in: text)
        for (old, new) in names { text = text.replacing(old, with: new) }
        text = text.replacing("\\", with: "").replacing("⦃", with: "{").replacing("⦄", with: "}")
        return trimmed(text.replacing(spaces.regex, with: " "))
    }

    private static let symbols = [
        ("¤", "$"), ("**", ""), ("__", ""), ("`", ""), ("−", "-"), ("–", "-"), ("\u{a0}", " "), ("\u{202f}", " "),
        ("\u{2009}", " "), ("\\{", "⦃"), ("\\}", "⦄"), ("\\(", ""), ("\\)", ""), ("\\[", ""), ("\\]", ""), ("~", " "),
    ]

    private static let names = [
        ("\\times", "*"), ("\\cdot", "*"), ("×", "*"), ("·", "*"), ("\\cup", "∪"), ("\\infty", "∞"), ("\\pi", "pi"),
        ("π", "pi"), ("\\in ", "∈"), ("\\degree", "°"),
    ]

    /// Commands that only say how their argument looks.
    private static let looks: Set<String> = [
        "text", "textbf", "textit", "textrm", "mathrm", "mathbf", "mathit", "mbox", "operatorname", "boxed", "fbox",
        "emph",
    ]

    /// Replaces commands with arguments.
    private static func commands(in text: String) -> String {
        var result = ""
        var rest = text[...]
        while let character = rest.popFirst() {
            guard character == "\\" || character == "^" else {
                result.append(character)
                continue
            }
            if character == "^" {
                result += rest.first == "{" ? "^" + wrapped(argument(of: &rest)) : "^"
                continue
            }
            let name = String(rest.prefix { $0.isASCII && $0.isLetter })
            let known = looks.contains(name) || name == "frac" || name == "sqrt"
            guard known else {
                result.append(character)
                continue
            }
            rest.removeFirst(name.count)
            switch name {
            case "frac":
                let (above, below) = (argument(of: &rest), argument(of: &rest))
                let isMixed = result.last?.isNumber ?? false
                result += (isMixed ? " " : "") + wrapped(above) + "/" + wrapped(below)
            case "sqrt":
                let root = rest.first == "[" ? rest.prefix { $0 != "]" }.dropFirst() : ""
                if !root.isEmpty { rest = rest.dropFirst(root.count + 2) }
                result += "sqrt\(root)(\(argument(of: &rest)))"
            default:
                let said = argument(of: &rest)
                let needsSpace = said.first?.isLetter == true && result.last?.isNumber == true
                result += (needsSpace ? " " : "") + said
            }
        }
        return result
    }

    /// In brackets, where it is more than one number or name.
    private static func wrapped(_ text: String) -> String {
        text.allSatisfy { $0.isLetter } || text.wholeMatch(of: number.regex) != nil ? text : "(\(text))"
    }

    /// Takes a command's argument off the beginning of `rest`: what stands in braces, or one character.
    private static func argument(of rest: inout Substring) -> String {
        rest = rest.drop(while: \.isWhitespace)
        guard rest.first == "{" else { return rest.popFirst().map(String.init) ?? "" }
        let inner = Braces.content(of: rest)
        rest = rest.dropFirst(inner.count + 2)
        return commands(in: String(inner)).trimmingSpaces
    }

    /// Without what stands around an answer and says nothing.
    private static func trimmed(_ text: String) -> String {
        var text = text.trimmingSpaces[...]
        while let last = text.last, ".,;:!?\"'”’* ".contains(last) { text.removeLast() }
        while let first = text.first, ":=\"'“‘* ".contains(first) { text.removeFirst() }
        return String(text)
    }

    private static let thousands = Pattern(/(\d)(?:\\[,!]|\{,\})(\d{3})/)
    private static let sizes = Pattern(/\\(?:left|right|[bB]igg?[lr]?)(?![A-Za-z])/)
    private static let gaps = Pattern(/\\(?:[,;:! ]|q?quad(?![A-Za-z])|displaystyle(?![A-Za-z]))/)
    private static let degrees = Pattern(/\^\s*\{?\s*\\circ\s*\}?/)
    private static let fractions = Pattern(/\\(?:[dct]frac)/)
    private static let spaces = Pattern(/\s+/)
    private static let number = Pattern(/-?\d+(?:\.\d+)?/)
}
