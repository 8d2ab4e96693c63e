/// A tool that works on files below a root, and can do so in a snapshot of it.
///
/// ## Implementation guidance
/// Everything is read and written below the root that it is given; nothing leads out of it.
protocol FileTool: Tool {
    /// The operator's folder.
    var root: FileRoot { get }
    /// Whether it may read and write any file below the root, or only those that its arguments name.
    var isOpaque: Bool { get }

    /// Does it below `root`.
    func run(_ arguments: ToolArguments, below root: FileRoot) async throws -> String
}

extension FileTool {
    var isOpaque: Bool { false }
    var readsFilesItself: Bool { false }

    func run(_ arguments: ToolArguments) async throws -> String { try await run(arguments, below: root) }
}
