/// Goes through a folder and the folders in it, in the order of names, without following links.
struct FileWalk {
    /// Something that was found.
    struct Entry {
        let name: String
        /// Relative to where the walk began.
        let path: String
        /// 0 for what is in the first folder itself.
        let level: Int
        let kind: FileKind
    }

    /// Why a walk ended.
    enum End {
        /// All was seen.
        case complete
        /// There was more than may be looked at.
        case tooMany
        /// The visitor had enough.
        case stopped
    }

    let depthLimit: Int
    let entryLimit: Int

    /// Visits everything below `folder`. Folders that cannot be opened are shown and passed over.
    /// - Parameter visitor: Is given each entry and the folder it is in; false ends the walk.
    /// - Throws: what the visitor throws, ``ToolFailure``, or `CancellationError`.
    func visit(
        _ folder: consuming Descriptor, _ visitor: (Entry, borrowing Descriptor) throws -> Bool
    ) throws -> End {
        var seen = 0
        return try visit(folder, path: "", level: 0, &seen, visitor)
    }

    private func visit(
        _ folder: borrowing Descriptor, path: String, level: Int, _ seen: inout Int,
        _ visitor: (Entry, borrowing Descriptor) throws -> Bool
    ) throws -> End {
        let names: [String]
        do {
            names = try folder.names(limit: entryLimit - seen + 1)
        } catch {
            return .complete
        }
        for name in names {
            try Task.checkCancellation()
            guard seen < entryLimit else { return .tooMany }
            seen += 1
            let entry = Entry(name: name, path: path + name, level: level, kind: folder.kind(of: name))
            guard try visitor(entry, folder) else { return .stopped }
            guard entry.kind == .folder, level + 1 < depthLimit, let inner = Self.open(name, in: folder) else {
                continue
            }
            let end = try visit(inner, path: entry.path + "/", level: level + 1, &seen, visitor)
            guard end == .complete else { return end }
        }
        return .complete
    }

    private static func open(_ name: String, in folder: borrowing Descriptor) -> Descriptor? {
        do { return try folder.opening(name, asFolder: true) } catch { return nil }
    }
}
