/// One entry of the working folder that a step has changed.
struct FolderChange: Hashable, Codable, Sendable {
    /// What is to become of the entry.
    enum Kind: String, Codable, Sendable { case write, link, folder, remove, removeFolder = "remove-folder" }

    let kind: Kind
    /// Relative to the folder.
    let path: String
    /// The entry as the step found it; nil where there was none. What is otherwise by now was changed by somebody
    /// else.
    let expected: FileStamp?

    /// What has changed between two looks at a snapshot, in an order in which it can be done.
    /// - Parameters:
    ///   - base: the snapshot before anything was done in it.
    ///   - now: the snapshot now.
    ///   - real: the folder that the snapshot stands for.
    ///   - completed: when the snapshot was complete. What is not older may have been changed within one tick of
    ///     the file system's clock, and counts as changed.
    static func all(
        from base: [String: FileStamp], to now: [String: FileStamp], real: [String: FileStamp], completed: Int64
    ) -> [FolderChange] {
        var puts: [FolderChange] = []
        for (path, stamp) in now {
            let before = base[path]
            let isDoubtful = stamp.kind == .file && stamp.modified >= completed
            guard before != stamp || isDoubtful else { continue }
            // Of a folder the mode alone is no change that anybody asked for.
            if stamp.kind == .folder, before?.kind == .folder { continue }
            let kind: Kind =
                switch stamp.kind {
                case .file: .write
                case .link: .link
                case .folder: .folder
                }
            puts.append(FolderChange(kind: kind, path: path, expected: real[path]))
        }
        let removals = base.filter { path, stamp in
            guard let new = now[path] else { return true }
            // A folder in the place of a file, or the other way round.
            return (new.kind == .folder) != (stamp.kind == .folder)
        }.map { path, stamp in
            FolderChange(kind: stamp.kind == .folder ? .removeFolder : .remove, path: path, expected: real[path])
        }
        // What goes makes room for what comes; the deepest goes first, and folders come before what is in them.
        return removals.sorted { $0.path > $1.path } + puts.sorted { $0.path < $1.path }
    }
}
