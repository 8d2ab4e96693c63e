public import Planning

/// Something an agent can do.
///
/// ## Implementation guidance
/// `run` may be called several times at once. Whatever goes wrong in a way that an agent can do
/// something about is a ``ToolFailure``. Limit what is read and what is returned.
public protocol Tool: Sendable {
    /// The tool as a model sees it, and what it can do to the world.
    var description: ToolDescription { get }

    /// Whether a call waits until somebody has agreed to it, where no rule says otherwise. By default whatever is
    /// idempotent or destructive does.
    var needsApproval: Bool { get }

    /// Whether what it reads may come from the working folder by ways of its own, so that changes there can make
    /// it stale. By default it may.
    var readsFilesItself: Bool { get }

    /// Does it, and gives what the agent reads.
    /// - Throws: ``ToolFailure``, `CancellationError`, or anything else, which the agent is told as a failure.
    func run(_ arguments: ToolArguments) async throws -> String
}

extension Tool {
    public var needsApproval: Bool { !description.effect.mayRunEarly }
    public var readsFilesItself: Bool { true }
}
