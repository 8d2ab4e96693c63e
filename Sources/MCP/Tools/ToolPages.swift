import Planning

/// Puts a list of tools together from its pages. A value: it takes page after page and says which comes next.
struct ToolPages: Sendable {
    private let limits: MCPLimits
    private var tools: [ListedTool] = []
    private var names: Set<String> = []
    private var omissions: [String] = []
    private var freshness: Duration?
    private var cursors: Set<String> = []
    private var pages = 0

    init(limits: MCPLimits) {
        self.limits = limits
    }

    /// Takes a page in.
    /// - Returns: the cursor of the next page; nil after the last one.
    /// - Throws: ``MCPError`` for what is no page, and for a list without an end.
    mutating func take(_ page: JSONValue) throws(MCPError) -> String? {
        guard let elements = page["tools"]?.array else {
            throw MCPError(.malformed, "answers with something that is no list of tools")
        }
        pages += 1
        for element in elements {
            do throws(MalformedMessage) {
                let tool = try ListedTool(element)
                if names.insert(tool.name).inserted {
                    tools.append(tool)
                } else {
                    omissions.append("“\(tool.name)” is listed twice; the first counts")
                }
            } catch {
                omissions.append(error.reason)
            }
            guard tools.count + omissions.count <= limits.tools else {
                throw MCPError(
                    .tooMuch, "lists more than \(limits.tools) tools",
                    suggestion: "switch off what is not needed, if the server allows it")
            }
        }
        // The whole is as fresh as the page that goes stale first.
        freshness = min(freshness ?? Self.longest, Self.freshness(page["ttlMs"]))
        guard let cursor = page["nextCursor"], cursor != .null, cursor != "" else { return nil }
        guard let cursor = cursor.string, cursor.utf8.count <= 65_536 else {
            throw MCPError(.malformed, "names the next page of its tools in no usable way")
        }
        guard cursors.insert(cursor).inserted else {
            throw MCPError(.malformed, "lists its tools in a circle: a page leads back to one before it")
        }
        guard pages < limits.pages else {
            throw MCPError(.tooMuch, "lists its tools on more than \(limits.pages) pages")
        }
        return cursor
    }

    /// All that the pages held.
    var list: ToolList {
        ToolList(tools: tools, omissions: omissions, freshness: freshness ?? .zero)
    }

    /// No server knows what it will be like in more than a day.
    private static let longest = Duration.seconds(24 * 3600)

    private static func freshness(_ milliseconds: JSONValue?) -> Duration {
        guard let count = milliseconds?.double, count > 0 else { return .zero }
        return min(.milliseconds(min(count, 1e9)), longest)
    }
}
