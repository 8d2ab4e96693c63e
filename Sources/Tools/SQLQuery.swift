import Planning

/// Asks a SQLite database below the root. Whoever makes the tool answers the query, and sees to it
/// that nothing is changed.
struct SQLQuery: Tool {
    static let rowLimit = 200
    static let textLimit = 64 * 1024

    let description = ToolDescription(
        "sql_query", "Runs one read-only SQL query on a SQLite database and shows at most \(rowLimit) rows.",
        [.text("database", "the database file, relative to the root"), .text("sql", "one SELECT statement")],
        effect: .readOnly)

    let root: FileRoot
    let query: ToolSettings.Query

    func run(_ arguments: ToolArguments) async throws -> String {
        let path = try RelativePath(arguments.string("database"))
        let sql = try arguments.string("sql")
        // Checks that it is an ordinary file, reached without a symbolic link.
        _ = try root.openFile(path).size
        let text = try await query(root.path + "/" + path.description, sql, Self.rowLimit)
        guard text.utf8.count > Self.textLimit else { return text }
        let shown = String(decoding: TextCut.prefix(of: Array(text.utf8), Self.textLimit), as: UTF8.self)
        return shown + "\n[cut: the result is longer; ask for less]"
    }
}
