@testable import Agents
import Documents
import Testing

struct PromptTemplateTests {
    private let variables: [String: TemplateVariable] = [
        "name": .text, "other": .text, "tools": .list(["name": .text, "summary": .text]),
    ]

    private func template(_ text: String) throws -> PromptTemplate {
        try PromptTemplate(
            DocumentNode(parsing: "p: |\n\(text.indented)\n", file: "f").mapping().required("p", expected: ""),
            variables: variables)
    }

    @Test func nothingIsEscaped() throws {
        let text = #"<tool> & "quotes" 'single' {{x}} {{#name}} \n < > é 🦔"#
        #expect(try template("{{name}} <b>&amp;</b>").render(["name": .text(text)]) == text + " <b>&amp;</b>\n")
    }

    @Test func whatIsFilledInIsNoTemplate() throws {
        #expect(try template("{{name}}").render(["name": .text("{{other}}"), "other": .text("no")]) == "{{other}}\n")
    }

    @Test func sectionsRepeatAndAskForTexts() throws {
        let template = try template(
            """
            begin
            {{#tools}}
            - {{name}}{{#summary}}: {{summary}}{{/summary}}{{^summary}} (none){{/summary}}
            {{/tools}}
            {{^tools}}
            no tools
            {{/tools}}
            {{#name}}named {{name}}{{/name}}{{^name}}unnamed{{/name}}
            {{! a remark }}
            end
            """)
        let tools: TemplateValue = .list([["name": .text("a"), "summary": .text("x")], ["name": .text("b")]])
        #expect(template.render(["tools": tools, "name": .text("n")]) == "begin\n- a: x\n- b (none)\nnamed n\nend\n")
        #expect(template.render(["tools": .list([]), "name": .text("")]) == "begin\nno tools\nunnamed\nend\n")
    }

    @Test(
        arguments: [
            ("a\n{{nme}}", 3, "the variable {{nme}} is not known here (did you mean {{name}}?)"),
            ("{{summary}}", 2, "the variable {{summary}} is not known here"),
            ("{{#tools}}{{/tools}} {{summary}}", 2, "the variable {{summary}} is not known here"),
            ("{{name", 2, "the tag “{{” is not closed"),
            ("a\nb {{}}", 3, "a tag is empty"),
            ("{{{name}}}", 2, "the tag {{{name}} is not supported"),
            ("{{&name}}", 2, "the tag {{&name}} is not supported"),
            ("{{> other}}", 2, "the tag {{> other}} is not supported"),
            ("{{< other}}", 2, "the tag {{< other}} is not supported"),
            ("{{$ other}}", 2, "the tag {{$ other}} is not supported"),
            ("{{=<% %>=}}", 2, "the tag {{=<% %>=}} is not supported"),
            ("{{% CONTENT_TYPE:HTML}}", 2, "the tag {{% CONTENT_TYPE:HTML}} is not supported"),
            ("{{upper(name)}}", 2, "the tag {{upper(name)}} is not supported"),
            ("{{name.first}}", 2, "the tag {{name.first}} is not supported"),
            ("{{.}}", 2, "the tag {{.}} is not supported"),
            ("{{tools}}", 2, "{{tools}} is a list"),
            ("{{#name}}", 2, "the section {{#name}} is not closed"),
            ("{{/name}}", 2, "{{/name}} closes no open section"),
            ("{{#name}}\n{{#other}}\n{{/name}}{{/other}}", 4, "{{/name}} closes no open section"),
            ("{{na\nme}}", 2, "the tag {{na\nme}} is not supported"),
        ])
    func everyFaultIsFoundWhenTheTemplateIsRead(text: String, line: Int, problem: String) {
        let error = #expect(throws: DocumentError.self) { try template(text) }
        #expect(error?.problem == problem)
        #expect(error?.location?.line == line)
        #expect(error?.location?.field == "p")
    }

    @Test(arguments: ["{", "a {", "}}", "{}", "{\"a\": {\"b\": {}}}", "{ {name}", "\u{301}{{name}}", "a\r\nb", ""])
    func bracesThatAreNoTagsStay(text: String) throws {
        let node = DocumentNode(
            .scalar(text, .quoted), at: DocumentLocation(file: "f", line: 1, column: 1, field: "p"))
        let rendered = try PromptTemplate(node, variables: variables).render(["name": .text("n")])
        #expect(rendered == text.replacing("{{name}}", with: "n"))
    }
}

extension String {
    fileprivate var indented: String {
        split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }.joined(separator: "\n")
    }
}
