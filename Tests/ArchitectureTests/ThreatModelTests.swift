import Foundation
import Testing

/// Every claim of docs/threat-model.md names the tests that hold it.
@Suite struct ThreatModelTests {
    private let page: String
    private let tests: String

    init() throws {
        let root = SourceTree.sources().deletingLastPathComponent()
        page = try String(contentsOf: root.appending(path: "docs/threat-model.md"), encoding: .utf8)
        let folder = root.appending(path: "Tests")
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter {
            $0.hasSuffix("Tests.swift")
        }
        tests = try names.map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }.joined()
    }

    @Test func everyClaimNamesATestThatExists() {
        let claims = page.split(separator: "\n").filter {
            $0.hasPrefix("| ") && !$0.hasPrefix("| Claim") && !$0.hasPrefix("| ---")
        }
        #expect(claims.count > 25)
        for claim in claims {
            let named = (claim.split(separator: "|").dropFirst().first ?? "")
                .matches(of: /`(?:([A-Z]\w*Tests)\.?)?([a-z]\w*)?`/).map { ($0.output.1, $0.output.2) }
            #expect(!named.isEmpty, "\(claim)")
            for (suite, test) in named {
                if let suite { #expect(tests.contains("struct \(suite) "), "\(suite)") }
                if let test { #expect(tests.contains("func \(test)("), "\(test)") }
            }
        }
    }
}
