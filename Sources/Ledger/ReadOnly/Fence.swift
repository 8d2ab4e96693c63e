import GRDBSQLite

/// Decides what a statement may do while SQLite compiles it: read, and nothing else. Belongs to one
/// connection and is used by its thread alone.
final class Fence {
    /// Whether anything was refused. SQLite's own error code does not always tell.
    private(set) var hasRefused = false

    /// Pragmas may describe tables and indexes and nothing else.
    private static let describingPragmas: Set = [
        "table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo", "foreign_key_list",
        "database_list", "collation_list", "function_list",
        // Full-text search asks for it inside.
        "data_version",
    ]

    /// SQLite's answer to an action; `argument` is the action's first one.
    func verdict(on action: Int32, _ argument: UnsafePointer<CChar>?) -> Int32 {
        let isAllowed =
            switch action {
            case SQLITE_SELECT, SQLITE_READ, SQLITE_RECURSIVE, SQLITE_FUNCTION: true
            case SQLITE_PRAGMA:
                argument.map { Self.describingPragmas.contains(String(cString: $0).lowercased()) } ?? false
            // Connecting a virtual table passes as this. Whoever means it fails at the other fences.
            case SQLITE_UPDATE: argument.map { String(cString: $0) } == "sqlite_master"
            default: false
            }
        hasRefused = hasRefused || !isAllowed
        return isAllowed ? SQLITE_OK : SQLITE_DENY
    }
}
