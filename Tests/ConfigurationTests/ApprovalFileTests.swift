import Configuration
import Foundation
import Planning
import Testing

struct ApprovalFileTests {
    private func policy(_ text: String) throws -> ApprovalPolicy {
        let path = FileManager.default.temporaryDirectory.appending(path: "approval-\(UUID().uuidString).yaml").path
        try Data(text.utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try ApprovalPolicy(file: path)
    }

    @Test func rulesAreReadInOrder() throws {
        let policy = try policy(
            """
            rules:
              - tool: shell
                arguments: {command: "git status"}
                then: allow
              - {tool: "*", then: deny}
            """)
        #expect(
            policy.rules == [
                .init(
                    tool: WildcardPattern("shell"), arguments: ["command": WildcardPattern("git status")],
                    ruling: .allow),
                .init(tool: WildcardPattern("*"), ruling: .deny),
            ])
    }

    @Test func whereThereIsNoFileThereAreNoRules() throws {
        #expect(try ApprovalPolicy(file: "/nowhere/approval.yaml").rules == [])
        #expect(try policy("").rules == [])
    }

    @Test(
        arguments: [
            ("rules:\n  - {tool: shell, then: alow}", "rules[0].then"), ("rules:\n  - {then: allow}", "tool"),
            ("rules:\n  - {tool: shell}", "then"), ("rule: []", "rule"),
            ("rules:\n  - {tool: shell, arguments: x, then: ask}", "arguments"), ("rules: 3", "rules"),
        ] as [(String, String)])
    func aMistakeIsNeverARuleThatSaysNothing(text: String, field: String) {
        let error = #expect(throws: ConfigurationError.self) { try policy(text) }
        #expect(error.map { "\($0)".contains(field) } == true, "\(error.map { "\($0)" } ?? "")")
    }
}
