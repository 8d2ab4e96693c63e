#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

extension FileRoot {
    /// Writes a file, and makes the folders on the way. Whoever reads it meanwhile finds the old content or the new.
    /// - Returns: whether the file is new.
    /// - Throws: ``ToolFailure``.
    @discardableResult
    func write(_ bytes: [UInt8], to path: RelativePath) throws(ToolFailure) -> Bool {
        guard let name = path.names.last else { throw ToolFailure("the root is a folder, and cannot be written") }
        let old = try check(path)
        do throws(SystemFailure) {
            let parent = try makeFolders(path.parent)
            let temporary = ".outrider-\(Self.random()).tmp"
            let file = try parent.creating(temporary, mode: 0o666)
            do throws(SystemFailure) {
                try file.write(bytes)
                if let old { _ = fchmod(file.number, mode_t(old.mode)) }
                try parent.rename(temporary, to: name)
            } catch {
                try parent.remove(temporary)
                throw error
            }
        } catch {
            throw ToolFailure("“\(path)” cannot be written: it or a folder on the way \(error.reason)")
        }
        return old == nil
    }

    /// What is there now. It has to be an ordinary file, or nothing.
    private func check(_ path: RelativePath) throws(ToolFailure) -> FileStamp? {
        var folder = try openFolder(.root)
        for (index, name) in path.names.enumerated() {
            let part = path.names.prefix(index + 1).joined(separator: "/")
            switch folder.kind(of: name) {
            case .link: throw ToolFailure("“\(part)” \(SystemFailure.link.reason)")
            case .file:
                guard index == path.names.count - 1 else { throw ToolFailure("“\(part)” is not a folder") }
                return folder.stamp(of: name)
            case .folder:
                guard index < path.names.count - 1 else { throw ToolFailure("“\(path)” is a folder") }
                do throws(SystemFailure) {
                    folder = try folder.opening(name, asFolder: true)
                } catch {
                    throw ToolFailure("“\(part)” \(error.reason)")
                }
            case .other:
                guard folder.isVacant(name) else { throw ToolFailure("“\(part)” is no ordinary file") }
                return nil
            }
        }
        return nil
    }

    private func makeFolders(_ path: RelativePath) throws(SystemFailure) -> Descriptor {
        let number = open(output ?? self.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard number >= 0 else { throw SystemFailure(errno) }
        var folder = Descriptor(number: number)
        for name in path.names {
            try folder.makeFolder(name)
            folder = try folder.opening(name, asFolder: true)
        }
        return folder
    }

    private static func random() -> String {
        String(UInt64.random(in: 0 ... .max), radix: 36)
    }
}

extension Descriptor {
    /// Whether there is nothing of that name in this folder.
    borrowing func isVacant(_ name: String) -> Bool {
        var status = stat()
        return fstatat(number, name, &status, AT_SYMLINK_NOFOLLOW) != 0 && errno == ENOENT
    }
}
