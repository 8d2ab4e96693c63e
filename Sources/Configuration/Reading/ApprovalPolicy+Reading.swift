import Documents
import Foundation
public import Planning

extension ApprovalPolicy {
    /// Reads the user's rules. Only the user has such a file: one that a project brings along is never read.
    /// - Parameter path: the file; where there is none, there are no rules.
    /// - Throws: ``ConfigurationError`` with the file, the line and the field.
    public init(file path: String) throws(ConfigurationError) {
        guard FileManager.default.fileExists(atPath: path) else {
            self.init()
            return
        }
        do throws(DocumentError) {
            let root = try DocumentNode(contentsOf: URL(filePath: path))
            var rules: [Rule] = []
            if !root.isNull {
                let mapping = try root.mapping(allowing: ["rules"])
                for node in try mapping.required("rules", expected: "a list of rules").list() {
                    rules.append(try Rule(node))
                }
            }
            self.init(rules)
        } catch {
            throw ConfigurationError(error)
        }
    }
}

extension ApprovalPolicy.Rule {
    fileprivate init(_ node: DocumentNode) throws(DocumentError) {
        let rule = try node.mapping(allowing: ["tool", "arguments", "then"])
        let tool = try rule.required("tool", expected: "a tool's name; * stands for any letters").name("a tool's name")
        var arguments: [String: WildcardPattern] = [:]
        if let patterns = rule["arguments"], !patterns.isNull {
            guard case .mapping(let members) = patterns.content else {
                throw patterns.error("there is no mapping here", expected: "patterns by the names of arguments")
            }
            for member in members { arguments[member.key] = WildcardPattern(try member.value.string()) }
        }
        self.init(
            tool: WildcardPattern(tool), arguments: arguments,
            ruling: try rule.required("then", expected: "allow, ask or deny").choice(of: ApprovalPolicy.Ruling.self))
    }
}
