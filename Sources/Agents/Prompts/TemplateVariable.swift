/// What a template may name.
indirect enum TemplateVariable: Sendable, Hashable {
    /// A text; as a section it stands for “if there is any”.
    case text
    /// A list; as a section its content is repeated for every element, with these variables inside.
    case list([String: TemplateVariable])
}

/// What a variable of a template is replaced by.
enum TemplateValue: Sendable, Hashable {
    case text(String)
    case list([[String: TemplateValue]])
}
