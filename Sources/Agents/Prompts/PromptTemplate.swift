import Documents
import Mustache

/// A text with `{{variables}}` and `{{#sections}}…{{/sections}}`, checked when it is read. What is
/// filled in is never escaped and never read as a template itself.
struct PromptTemplate: Sendable {
    private let template: MustacheTemplate
    /// The library cannot read a template that ends with a brace: it then gets a space more, which
    /// is taken off again.
    private let isPadded: Bool

    /// Reads the template that stands at `node`.
    /// - Parameter variables: everything it may name.
    /// - Throws: ``DocumentError`` with the line of the first tag that cannot be used.
    init(_ node: DocumentNode, variables: [String: TemplateVariable]) throws(DocumentError) {
        let text = try node.string()
        do {
            try TemplateSyntax.check(text, variables: variables)
            // The pragma keeps the library from escaping for HTML; its line leaves no trace.
            isPadded = text.hasSuffix("{")
            template = try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}\n\(text)\(isPadded ? " " : "")")
        } catch let fault as TemplateSyntax.Fault {
            let location = DocumentLocation(
                file: node.location.file, line: node.line(ofTextLine: fault.line), column: node.location.column,
                field: node.location.field)
            throw DocumentError(fault.problem, expected: fault.expectation, at: location)
        } catch {
            throw node.error("this template cannot be read: \(error)")
        }
    }

    /// The text with everything filled in. A variable without a value is empty.
    func render(_ values: [String: TemplateValue]) -> String {
        let text = template.render(Self.object(values))
        return isPadded ? String(text.dropLast()) : text
    }

    private static func object(_ values: [String: TemplateValue]) -> [String: Any] {
        values.compactMapValues { value in
            switch value {
            // A text that is empty counts as missing, so that a section can ask for it.
            case .text(let text): text.isEmpty ? nil : text
            case .list(let elements): elements.map(object)
            }
        }
    }
}
