import Foundation

/// Changes on their way from a snapshot into the working folder.
///
/// It is written down before the first change is made and removed after the last, so that whoever finds it can do
/// what is left. Each file is replaced as a whole: whoever reads it finds the old content or the new one.
struct Promotion: Codable {
    /// The working folder.
    let root: String
    /// Where the new content is.
    let source: String
    let changes: [FolderChange]
    /// What half-written files are called.
    let temporary: String

    /// Brings all changes into the folder.
    /// - Parameter isRepeated: whether an earlier process may have done a part of it. What then is neither as the
    ///   step found it nor as it left it was changed by somebody else since, and stays.
    /// - Returns: the changed entries as they are now.
    /// - Throws: ``ToolFailure``, ``SystemFailure``.
    @discardableResult
    func apply(isRepeated: Bool = false) throws -> [String: FileStamp?] {
        var stamps: [String: FileStamp?] = [:]
        for change in changes {
            do {
                stamps[change.path] = .some(try bring(change, isRepeated: isRepeated))
            } catch let failure as ToolFailure {
                // The folder that it was in went first.
                guard isRepeated || change.kind == .remove || change.kind == .removeFolder else { throw failure }
            }
        }
        return stamps
    }

    /// - Returns: the entry as it is then.
    private func bring(_ change: FolderChange, isRepeated: Bool) throws -> FileStamp? {
        let path = RelativePath(found: change.path)
        guard let name = path.names.last else { return nil }
        let folder = try FileRoot(path: root).openFolder(path.parent)
        try folder.remove(temporary)
        if !isRepeated || folder.stamp(of: name) == change.expected { try apply(change, to: name, in: folder) }
        return folder.stamp(of: name)
    }

    private func apply(_ change: FolderChange, to name: String, in folder: borrowing Descriptor) throws {
        switch change.kind {
        case .remove: try folder.remove(name)
        case .removeFolder:
            // Somebody else may have put something into it.
            do { try folder.remove(name, isFolder: true) } catch {}
        case .folder: try folder.makeFolder(name)
        case .link:
            let from = try FileRoot(path: source).openFolder(RelativePath(found: change.path).parent)
            try folder.link(temporary, to: from.target(ofLink: name))
            try folder.rename(temporary, to: name)
        case .write:
            let from = try FileRoot(path: source).openFolder(RelativePath(found: change.path).parent)
            let new = try from.opening(name, asFolder: false)
            let file = try folder.creating(temporary)
            _ = try file.fill(from: new)
            _ = fchmod(file.number, try new.status().st_mode & 0o7777)
            try file.synchronize()
            try folder.rename(temporary, to: name)
        }
    }
}
