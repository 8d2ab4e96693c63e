import Documents

/// Checks the tags of a template: that they are of the few kinds we document, that they name known
/// variables, and that sections are closed.
enum TemplateSyntax {
    /// What is wrong with a template.
    struct Fault: Error, Hashable {
        /// The line within the template; 0 is the first.
        let line: Int
        let problem: String
        let expectation: String?
    }

    static func check(_ text: String, variables: [String: TemplateVariable]) throws(Fault) {
        var scopes = [variables]
        var sections: [(name: String, line: Int)] = []
        var rest = text[...]
        var line = 0
        while let opening = rest.firstRange(of: "{{") {
            line += lines(in: rest[..<opening.lowerBound])
            rest = rest[opening.upperBound...]
            guard let closing = rest.firstRange(of: "}}") else {
                throw Fault(line: line, problem: "the tag “{{” is not closed", expectation: "}} after the name")
            }
            let tag = rest[..<closing.lowerBound]
            let tagLine = line
            line += lines(in: tag)
            rest = rest[closing.upperBound...]
            try check(String(tag), line: tagLine, scopes: &scopes, sections: &sections)
        }
        if let open = sections.last {
            throw Fault(
                line: open.line, problem: "the section {{#\(open.name)}} is not closed",
                expectation: "{{/\(open.name)}}")
        }
    }

    private static func check(
        _ tag: String, line: Int, scopes: inout [[String: TemplateVariable]],
        sections: inout [(name: String, line: Int)]
    ) throws(Fault) {
        guard let sigil = tag.first, sigil != "!" else {
            if tag.isEmpty { throw Fault(line: line, problem: "a tag is empty", expectation: "{{name}}") }
            return
        }
        let marked = "#^/".contains(sigil)
        let name = String((marked ? tag.dropFirst() : tag[...])).trimmed
        guard let first = name.first, first.isLetter,
            name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") })
        else {
            throw Fault(
                line: line, problem: "the tag {{\(tag)}} is not supported",
                expectation: "{{name}}, {{#name}}, {{^name}}, {{/name}} or {{! a remark}}")
        }
        if sigil == "/" {
            guard let open = sections.last, open.name == name else {
                throw Fault(
                    line: line, problem: "{{/\(name)}} closes no open section",
                    expectation: sections.last.map { "{{/\($0.name)}}" })
            }
            sections.removeLast()
            scopes.removeLast()
            return
        }
        guard let variable = scopes.reversed().lazy.compactMap({ $0[name] }).first else {
            let known = Set(scopes.flatMap(\.keys)).sorted()
            let question = Spelling.nearest(to: name, among: known).map { " (did you mean {{\($0)}}?)" } ?? ""
            throw Fault(
                line: line, problem: "the variable {{\(name)}} is not known here\(question)",
                expectation: known.isEmpty ? "no variables" : "one of " + known.joined(separator: ", "))
        }
        if marked {
            sections.append((name, line))
            if sigil == "#", case .list(let inner) = variable { scopes.append(inner) } else { scopes.append([:]) }
        } else if case .list = variable {
            throw Fault(
                line: line, problem: "{{\(name)}} is a list", expectation: "{{#\(name)}}…{{/\(name)}}")
        }
    }

    private static func lines(in text: Substring) -> Int {
        text.reduce(0) { $1.isNewline ? $0 + 1 : $0 }
    }
}
