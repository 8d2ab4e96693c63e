/// The entries of a folder and of those in it, as they are now.
struct FolderScan {
    let limit: Int
    let excluded: FolderCopy.Identity?
    private(set) var stamps: [String: FileStamp] = [:]

    init(limit: Int, excluding excluded: FolderCopy.Identity?) {
        self.limit = limit
        self.excluded = excluded
    }

    /// Looks at everything in `folder`.
    /// - Throws: ``SystemFailure``; ``WorkspaceError`` where there is too much.
    mutating func scan(_ folder: borrowing Descriptor, path: String = "") throws {
        for name in try folder.names(limit: limit + 1) {
            guard let stamp = folder.stamp(of: name) else { continue }
            guard stamps.count < limit else {
                throw WorkspaceError("the folder has more than \(limit) files, too many to be looked through")
            }
            guard stamp.kind == .folder else {
                stamps[path + name] = stamp
                continue
            }
            let inner = try folder.opening(name, asFolder: true)
            guard FolderCopy.Identity(try inner.status()) != excluded else { continue }
            stamps[path + name] = stamp
            try scan(inner, path: path + name + "/")
        }
    }
}
