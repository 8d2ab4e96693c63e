import Planning
import Testing

@testable import MCP

struct ToolPagesTests {
    private static func tool(_ name: String, _ more: [String: JSONValue] = [:]) -> JSONValue {
        .object(["name": .string(name), "inputSchema": ["type": "object"]].merging(more) { $1 })
    }

    private func page(_ names: [String], next: JSONValue? = nil, ttl: JSONValue? = nil) -> JSONValue {
        var members: [String: JSONValue] = ["tools": .array(names.map { Self.tool($0) })]
        members["nextCursor"] = next
        members["ttlMs"] = ttl
        return .object(members)
    }

    @Test func pagesAreTakenUntilThereIsNoNext() throws {
        var pages = ToolPages(limits: MCPLimits())
        #expect(try pages.take(page(["a", "b"], next: "2")) == "2")
        #expect(try pages.take(page([], next: "3")) == "3")
        #expect(try pages.take(page(["c"])) == nil)
        #expect(pages.list.tools.map(\.name) == ["a", "b", "c"])
        #expect(pages.list.omissions == [])
    }

    @Test(arguments: [.null, ""] as [JSONValue]) func aCursorThatIsNothingIsTheEnd(cursor: JSONValue) throws {
        var pages = ToolPages(limits: MCPLimits())
        #expect(try pages.take(page(["a"], next: cursor)) == nil)
    }

    @Test func aListInACircleIsRefused() throws {
        var pages = ToolPages(limits: MCPLimits())
        _ = try pages.take(page(["a"], next: "1"))
        _ = try pages.take(page(["b"], next: "2"))
        let error = #expect(throws: MCPError.self) { try pages.take(page(["c"], next: "1")) }
        #expect(error?.code == .malformed)
    }

    @Test func aListWithoutAnEndIsRefused() throws {
        var limits = MCPLimits()
        limits.pages = 3
        var pages = ToolPages(limits: limits)
        _ = try pages.take(page([], next: "1"))
        _ = try pages.take(page([], next: "2"))
        let error = #expect(throws: MCPError.self) { try pages.take(page([], next: "3")) }
        #expect(error?.code == .tooMuch)
        limits.tools = 2
        var few = ToolPages(limits: limits)
        let many = #expect(throws: MCPError.self) { try few.take(page(["a", "b", "c"])) }
        #expect(many?.code == .tooMuch)
    }

    @Test(arguments: ["tools", ["tools": [:]], [:], .null, ["tools": "none"]] as [JSONValue])
    func whatIsNoPageIsRefused(json: JSONValue) {
        var pages = ToolPages(limits: MCPLimits())
        let error = #expect(throws: MCPError.self) { try pages.take(json) }
        #expect(error?.code == .malformed)
        let cursor = #expect(throws: MCPError.self) { try pages.take(["tools": [], "nextCursor": 7]) }
        #expect(cursor?.code == .malformed)
    }

    @Test func toolsThatCannotBeUsedAreLeftOutAndNamed() throws {
        var pages = ToolPages(limits: MCPLimits())
        let broken: [JSONValue] = [
            "x", ["inputSchema": ["type": "object"]], ["name": "", "inputSchema": [:]], ["name": "n"],
            ["name": "s", "inputSchema": ["type": "string"]], ["name": "l\n", "inputSchema": [:]],
            Self.tool(String(repeating: "x", count: 129)), Self.tool("good"), Self.tool("good"),
        ]
        _ = try pages.take(["tools": .array(broken)])
        #expect(pages.list.tools.map(\.name) == ["good"])
        #expect(pages.list.omissions.count == 8)
        #expect(pages.list.omissions.last == "“good” is listed twice; the first counts")
        #expect(pages.list.omissions.contains("the arguments of “s” are no object"))
    }

    @Test func theListIsAsFreshAsItsPageThatGoesStaleFirst() throws {
        func freshness(_ ttls: [JSONValue?]) throws -> Duration {
            var pages = ToolPages(limits: MCPLimits())
            for (place, ttl) in ttls.enumerated() {
                _ = try pages.take(page([], next: place + 1 < ttls.count ? .string("\(place)") : nil, ttl: ttl))
            }
            return pages.list.freshness
        }
        #expect(try freshness([300_000, 1000, 60_000]) == .seconds(1))
        #expect(try freshness([300_000, nil]) == .zero)
        #expect(try freshness([-5]) == .zero)
        #expect(try freshness(["long"]) == .zero)
        #expect(try freshness([1e300]) == .seconds(24 * 3600))
    }

    @Test func whatIsMissingInAToolIsMadeGood() throws {
        let tool = try ListedTool(["name": "a b", "inputSchema": [:], "title": "Adds"])
        #expect(tool.schema == ["type": "object"])
        #expect(tool.summary == "Adds")
        let long = try ListedTool(
            ["name": "a", "inputSchema": [:], "description": .string(String(repeating: "x", count: 9999))])
        #expect(long.summary.count == 4000)
    }
}
