import CProcesses
import Foundation

/// A program with its arguments, that can be started.
public struct ChildProgram: Sendable, Hashable {
    /// The program's file, absolute.
    public let path: String
    /// Its arguments, without its own name.
    public let arguments: [String]
    /// All of its variables.
    public let environment: [String: String]
    /// The folder it starts in.
    public let folder: String

    /// A program.
    public init(path: String, arguments: [String], environment: [String: String], folder: String) {
        self.path = path
        self.arguments = arguments
        self.environment = environment
        self.folder = folder
    }

    /// The same program with ``ProcessFamily/variable`` set to `mark`, so that all it starts can be found.
    func marked(_ mark: String) -> ChildProgram {
        ChildProgram(
            path: path, arguments: arguments, environment: environment.merging([ProcessFamily.variable: mark]) { $1 },
            folder: folder)
    }

    /// The file that a shell would run for `name`: a path is taken from `folder`, a bare name is
    /// looked for in `search`, a list as in the variable `PATH`. Nil if there is no such program.
    public static func find(_ name: String, from folder: String, search: String) -> String? {
        let candidates =
            name.contains("/")
            ? [name.hasPrefix("/") ? name : "\(folder)/\(name)"]
            : search.split(separator: ":").map { "\($0)/\(name)" }
        return candidates.first { path in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
                && FileManager.default.isExecutableFile(atPath: path)
        }
    }

    /// Starts the program in a session of its own, so that no signal of a terminal reaches it. It
    /// finds no open files but those that are named here.
    /// - Parameters:
    ///   - input: becomes its standard input.
    ///   - output: becomes its standard output.
    ///   - errors: becomes its standard error; nil for what its output is.
    ///   - kept: becomes its descriptor 3.
    ///   - diesWithThread: whether the system kills it when the calling thread ends, however that
    ///     happens. Only Linux can; elsewhere it does nothing.
    /// - Returns: the number of the process, for ``ProgramExit/of(_:)``.
    /// - Throws: ``ProgramError``.
    public func start(
        input: Int32, output: Int32, errors: Int32? = nil, kept: Int32? = nil, diesWithThread: Bool
    ) throws(ProgramError) -> Int32 {
        let words = ([path] + arguments).map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + variables { free(text) } }
        let pid = path.withCString { path in
            folder.withCString { folder in
                words.withUnsafeBufferPointer { words in
                    variables.withUnsafeBufferPointer { variables in
                        var program = cprocesses_program(
                            path: path, arguments: words.baseAddress, environment: variables.baseAddress,
                            folder: folder, input: input, output: output, errors: errors ?? output,
                            kept: kept ?? -1, dies_with_thread: diesWithThread)
                        return cprocesses_spawn(&program)
                    }
                }
            }
        }
        guard pid > 0 else { throw ProgramError(path: path, number: errno) }
        return pid
    }
}
