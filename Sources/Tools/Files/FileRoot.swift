#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The folder that file tools stay in.
///
/// Every path is walked name by name from the root's own descriptor, and no symbolic link on the
/// way is followed, so that nothing outside can be reached, not even by somebody who exchanges
/// folders in the meantime. The root itself may be a link: it is the operator's choice.
struct FileRoot: Sendable, Hashable {
    let path: String
    /// Where files are written to in place of the folder itself, which is left as it is.
    var output: String?

    /// An ordinary file that is open for reading.
    struct OpenFile: ~Copyable {
        let descriptor: Descriptor
        let size: Int
    }

    /// Opens an ordinary file.
    /// - Throws: ``ToolFailure``.
    func openFile(_ path: RelativePath) throws(ToolFailure) -> OpenFile {
        guard let name = path.names.last else {
            throw ToolFailure("the root is a folder; use list_files to see what is in it")
        }
        let parent = try openFolder(names: path.names.dropLast(), of: path)
        do {
            let file = try parent.opening(name, asFolder: false)
            switch FileKind(try file.status()) {
            case .file(let size): return OpenFile(descriptor: file, size: size)
            case .folder: throw ToolFailure("“\(path)” is a folder; use list_files to see what is in it")
            case .link, .other: throw ToolFailure("“\(path)” is no ordinary file")
            }
        } catch let failure as SystemFailure {
            throw ToolFailure("“\(path)” \(failure.reason)")
        } catch let failure as ToolFailure {
            throw failure
        } catch {
            throw ToolFailure("“\(path)” cannot be read")
        }
    }

    /// Opens a folder.
    /// - Throws: ``ToolFailure``.
    func openFolder(_ path: RelativePath) throws(ToolFailure) -> Descriptor {
        try openFolder(names: path.names[...], of: path)
    }

    private func openFolder(names: ArraySlice<String>, of path: RelativePath) throws(ToolFailure) -> Descriptor {
        let number = open(self.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard number >= 0 else {
            throw ToolFailure("the root folder cannot be opened; the operator has to check the tool's settings")
        }
        var folder = Descriptor(number: number)
        for (index, name) in names.enumerated() {
            do {
                folder = try folder.opening(name, asFolder: true)
            } catch {
                let part = path.names.prefix(index + 1).joined(separator: "/")
                throw ToolFailure("“\(part)” \(error.reason)")
            }
        }
        return folder
    }
}
