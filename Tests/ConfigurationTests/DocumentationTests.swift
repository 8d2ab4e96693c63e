@testable import Configuration
import Control
import Foundation
import Planning
import Testing

struct DocumentationTests {
    private let page: String

    init() throws {
        let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/configuration.md")
        page = try String(contentsOf: url, encoding: .utf8)
    }

    /// The page from the heading of a section to the next.
    private func section(_ name: String) throws -> Substring {
        let start = try #require(page.firstRange(of: "\n## `\(name)`"), "the page has no section \(name)")
        let rest = page[start.upperBound...]
        return rest[..<(rest.firstRange(of: "\n## ")?.lowerBound ?? rest.endIndex)]
    }

    private func check<Key: RawRepresentable<String> & CaseIterable>(_ keys: Key.Type, in name: String) throws {
        let section = try section(name)
        let example = try #require(section.firstRange(of: "```yaml"))
        for key in Key.allCases.map(\.rawValue) {
            #expect(section.contains("\n| `\(key)` |"), "\(name).\(key) has no row in docs/configuration.md")
            #expect(
                section[example.upperBound...].contains(" \(key): ")
                    || section[example.upperBound...].contains("{\(key): ")
                    || section[example.upperBound...].contains(" \(key):\n"),
                "\(name).\(key) has no example in docs/configuration.md")
        }
    }

    @Test func everyKeyHasARowAndAnExample() throws {
        for section in ConfigurationFile.Section.allCases { _ = try self.section(section.rawValue) }
        try check(DefaultsSection.Key.self, in: "defaults")
        try check(ProviderEntry.Key.self, in: "providers")
        try check(ProviderEntry.TimeoutKey.self, in: "providers")
        try check(ModelEntry.Key.self, in: "models")
        try check(PricePart.self, in: "models")
        try check(PriceRule.Key.self, in: "models")
        try check(EnginesSection.Key.self, in: "engines")
        try check(NetworkSection.Key.self, in: "network")
        try check(ToolsSection.Key.self, in: "tools")
        try check(MCPSection.Key.self, in: "mcp")
        try check(ToolServerEntry.Key.self, in: "mcp")
    }

    @Test func everyVariableIsInThePage() {
        let variables =
            DefaultsSection.Key.allCases.compactMap(\.variable)
            + NetworkSection.Key.allCases.flatMap(\.variables)
            + ["OUTRIDER_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"]
        for variable in variables {
            #expect(page.contains("`\(variable)`") || page.contains("`$\(variable)/"), "\(variable) is not in the page")
        }
    }

    @Test func everyChoiceIsInThePage() throws {
        let names =
            StrategyName.allCases.map(\.rawValue) + ControllerName.allCases.map(\.rawValue)
            + SchedulingName.allCases.map(\.rawValue)
            + StyleName.allCases.map(\.rawValue)
        let section = try section("defaults")
        for name in names { #expect(section.contains("`\(name)`"), "\(name) is not in the page") }
    }

    @Test func everyExampleIsAValidConfiguration() throws {
        let examples = page.components(separatedBy: "```yaml\n").dropFirst().compactMap {
            $0.components(separatedBy: "```").first
        }
        #expect(examples.count == 9)
        for example in examples {
            let sandbox = try Sandbox()
            try sandbox.write(user: example)
            #expect(sandbox.complaint() == nil, "\(example)")
        }
    }

    @Test func theErrorsInThePageAreWhatIsSaid() throws {
        let sandbox = try Sandbox()
        let said = { (complaint: String?) in try #require(complaint).replacing("/home/", with: "/home/ada/") }
        try sandbox.write(user: "defaults:\n\n  lambda: 1.5")
        #expect(page.contains(try said(sandbox.complaint())))
        try sandbox.write(user: "", project: "providers: {}")
        #expect(page.contains(try said(sandbox.complaint())))
        try sandbox.write(project: "")
        #expect(page.contains(try said(sandbox.complaint(["OUTRIDER_DEPTH": "deep"]))))
    }
}
