/// HTML as it is put together. Tags and names of attributes are the program's own words; all text is
/// escaped, so that nothing that a model or a tool has said can be more than text.
struct Markup {
    private(set) var text = ""

    /// An element with text, or without anything in it.
    mutating func element(_ tag: StaticString, _ attributes: [Attribute] = [], _ content: String = "") {
        open(tag, attributes)
        text += Self.escaped(content)
        close(tag)
    }

    /// An element with elements in it.
    mutating func element(_ tag: StaticString, _ attributes: [Attribute] = [], _ content: (inout Markup) -> Void) {
        open(tag, attributes)
        content(&self)
        close(tag)
    }

    /// An element that never has a content, such as `meta`.
    mutating func void(_ tag: StaticString, _ attributes: [Attribute] = []) {
        open(tag, attributes)
    }

    /// What the program itself says in the page's own language, such as a style sheet.
    mutating func verbatim(_ words: StaticString) {
        text += "\(words)"
    }

    /// An attribute; its value is escaped.
    struct Attribute {
        let name: StaticString
        let value: String

        init(_ name: StaticString, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    private mutating func open(_ tag: StaticString, _ attributes: [Attribute]) {
        text += "<\(tag)"
        for attribute in attributes { text += " \(attribute.name)=\"\(Self.escaped(attribute.value))\"" }
        text += ">"
    }

    private mutating func close(_ tag: StaticString) {
        text += "</\(tag)>"
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for character in text.readable {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.append(character)
            }
        }
        return result
    }
}
