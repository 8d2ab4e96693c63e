/// The operator's rules on which calls are made, asked about or refused. The first rule that fits counts.
///
/// A value of the operator alone: neither a project's files nor a model nor a tool can add to it.
public struct ApprovalPolicy: Sendable, Hashable {
    /// What is to be done about a call.
    public enum Ruling: String, Sendable, Hashable, Codable, CaseIterable {
        /// It is made.
        case allow
        /// Somebody has to agree first.
        case ask
        /// It is never made.
        case deny
    }

    /// One rule.
    public struct Rule: Sendable, Hashable {
        /// The tools that it is for: a name, in which `*` stands for any letters.
        public var tool: WildcardPattern
        /// What arguments have to be, by name; an argument that is not there fits nothing.
        public var arguments: [String: WildcardPattern]
        /// What it says.
        public var ruling: Ruling

        /// A rule.
        public init(tool: WildcardPattern, arguments: [String: WildcardPattern] = [:], ruling: Ruling) {
            self.tool = tool
            self.arguments = arguments
            self.ruling = ruling
        }
    }

    /// The rules, the first one first.
    public var rules: [Rule]

    /// Rules.
    public init(_ rules: [Rule] = []) {
        self.rules = rules
    }

    /// The rules that stand behind those of the operator: a file whose name begins with a dot, or in a folder
    /// whose name does, often is something that programs obey, such as a hook of Git or a profile of the shell.
    public static let builtIn = ["write_file", "edit_file"].flatMap { tool in
        [".*", "*/.*"].map { Rule(tool: WildcardPattern(tool), arguments: ["path": WildcardPattern($0)], ruling: .ask) }
    }

    /// What is to be done about a call.
    /// - Parameter otherwise: where no rule fits.
    public func ruling(on tool: String, _ arguments: [String: JSONValue], otherwise: Ruling) -> Ruling {
        (rules + Self.builtIn).first { $0.fits(tool, arguments) }?.ruling ?? otherwise
    }
}

extension ApprovalPolicy.Rule {
    /// Whether the rule is about this call. What is allowed has to fit in every spelling of its paths; what is
    /// not, in any.
    fileprivate func fits(_ name: String, _ values: [String: JSONValue]) -> Bool {
        guard tool.matches(name) else { return false }
        return arguments.allSatisfy { argument, pattern in
            guard let value = values[argument] else { return false }
            let text = value.string ?? value.canonical
            let plain = text.split(separator: "/", omittingEmptySubsequences: true).filter { $0 != "." }
                .joined(separator: "/")
            guard ruling == .allow else { return pattern.matches(text) || pattern.matches(plain) }
            return pattern.matches(text, strictly: true)
                && (text == plain || !text.contains("/") || pattern.matches(plain))
        }
    }
}
