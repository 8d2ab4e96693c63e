import Planning

/// Asks a SQLite database below the root. Whoever makes the tool answers the query, and sees to it
/// that nothing is changed.
///
/// The database is named by way of the open folder that holds it, where the system has such names: whoever
/// exchanges a folder on the way after it was checked changes nothing.
struct SQLQuery: FileTool {
    static let rowLimit = 200
    static let textLimit = 64 * 1024

    let description = ToolDescription(
        "sql_query", "Runs one read-only SQL query on a SQLite database and shows at most \(rowLimit) rows.",
        [.text("database", "the database file, relative to the root"), .text("sql", "one SELECT statement")],
        effect: .readOnly)

    let root: FileRoot
    let query: ToolSettings.Query

    func run(_ arguments: ToolArguments, below root: FileRoot) async throws -> String {
        let path = try RelativePath(arguments.string("database"))
        let sql = try arguments.string("sql")
        // Checks that it is an ordinary file, reached without a symbolic link.
        _ = try root.openFile(path).size
        let folder = try root.openFolder(path.parent)
        let name = path.names.last ?? ""
        let anchor = folder.path ?? (root.path + "/" + path.parent.description)
        let text: String
        do {
            text = try await query("\(anchor)/\(name)", sql, Self.rowLimit)
        } catch {
            try Task.checkCancellation()
            throw ToolFailure("\(error)".replacing("\(anchor)/\(name)", with: path.description))
        }
        withExtendedLifetime(folder) {}
        guard text.utf8.count > Self.textLimit else { return text }
        let shown = String(decoding: TextCut.prefix(of: Array(text.utf8), Self.textLimit), as: UTF8.self)
        return shown + "\n[cut: the result is longer; ask for less]"
    }
}
