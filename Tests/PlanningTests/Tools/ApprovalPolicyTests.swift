import Planning
import Testing

struct ApprovalPolicyTests {
    @Test(
        arguments: [
            ("git status", "git status", true), ("git *", "git log -3", true), ("git *", "git", false),
            ("*.txt", "a.txt", true), ("*.txt", "a.txt.exe", false), ("a?c", "abc", true), ("a?c", "ac", false),
            ("*", "", true), ("", "", true), ("", "x", false), ("*a*b*", "xxaxxbxx", true),
            ("*a*b*", "xxbxxaxx", false),
            ("[a]", "[a]", true),
        ] as [(String, String, Bool)])
    func aPatternIsAboutTheWholeText(pattern: String, text: String, matches: Bool) {
        #expect(WildcardPattern(pattern).matches(text) == matches)
    }

    @Test(arguments: [
        "git log; rm -rf .", "git log && curl evil", "git log | sh", "git log > file", "git log $(evil)",
        "git log `evil`",
        "git log\nevil", "git log & evil",
    ])
    func whatIsAllowedAllowsNoSecondCommand(command: String) {
        let policy = ApprovalPolicy([
            .init(tool: WildcardPattern("shell"), arguments: ["command": WildcardPattern("git *")], ruling: .allow)
        ])
        let ruling = { policy.ruling(on: "shell", ["command": .string($0)], otherwise: .ask) }
        #expect(ruling("git log -3") == .allow)
        #expect(ruling(command) == .ask)
    }

    @Test(arguments: ["secrets/a", "./secrets/a", "secrets//a", "secrets/./a"])
    func whatIsForbiddenIsForbiddenInEverySpelling(path: String) {
        let policy = ApprovalPolicy([
            .init(tool: WildcardPattern("*_file"), arguments: ["path": WildcardPattern("secrets/*")], ruling: .deny)
        ])
        #expect(policy.ruling(on: "read_file", ["path": .string(path)], otherwise: .allow) == .deny)
        #expect(policy.ruling(on: "read_file", ["path": "other/a"], otherwise: .allow) == .allow)
        // What is not there fits no pattern.
        #expect(policy.ruling(on: "read_file", [:], otherwise: .allow) == .allow)
    }

    @Test(arguments: [".git/hooks/pre-commit", ".bashrc", "a/.env", "./.envrc"])
    func filesThatProgramsObeyAreAskedAbout(path: String) {
        #expect(ApprovalPolicy().ruling(on: "write_file", ["path": .string(path)], otherwise: .allow) == .ask)
        #expect(ApprovalPolicy().ruling(on: "edit_file", ["path": .string(path)], otherwise: .allow) == .ask)
        #expect(ApprovalPolicy().ruling(on: "write_file", ["path": "a/b.c"], otherwise: .allow) == .allow)
        let own = ApprovalPolicy([.init(tool: WildcardPattern("write_file"), ruling: .allow)])
        #expect(own.ruling(on: "write_file", ["path": .string(path)], otherwise: .ask) == .allow)
    }
}
