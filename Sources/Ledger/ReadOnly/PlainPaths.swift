import Foundation
import GRDBSQLite

/// SQLite's own way to files, but for one thing: a path is opened as it is.
///
/// SQLite reads every symbolic link on the way itself and then opens what it has read, so that a path like
/// `/proc/self/fd/7/sales.db`, which leads to one folder whatever becomes of its name, would be turned back into a
/// name that somebody can exchange. The files that SQLite keeps beside a database are found the same way.
enum PlainPaths {
    /// The name to open databases with; nil where SQLite does not take it.
    static let name: String? = {
        guard let standard = sqlite3_vfs_find(nil), let label = strdup("outrider-plain-paths") else { return nil }
        // SQLite keeps both for as long as the process lives.
        let system = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
        system.initialize(to: standard.pointee)
        system.pointee.zName = UnsafePointer(label)
        system.pointee.pNext = nil
        system.pointee.xFullPathname = { _, path, size, result in
            guard let path, let result, strlen(path) < Int(size) else { return SQLITE_CANTOPEN }
            strcpy(result, path)
            return SQLITE_OK
        }
        return sqlite3_vfs_register(system, 0) == SQLITE_OK ? String(cString: label) : nil
    }()
}
