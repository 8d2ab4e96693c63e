public import Planning

/// An environment of tools.
///
/// A tool runs before its verdict only if its effect class allows that, the operator has named it as trusted, and
/// nobody has to agree to the call; what the tool says of itself is not enough. One that changes files runs early
/// only in a snapshot. `finish` is always there. It is pure and the toolbox's own, so it needs nobody's trust.
public struct Toolbox: Environment {
    public let tools: [ToolDescription]

    private let implementations: [String: any Tool]
    private let trusted: Set<String>
    private let workspace: Workspace?
    private let approval: Approval

    /// An environment of `tools`; of several with one name, the first counts.
    /// - Parameters:
    ///   - trusted: The names of the tools that the operator lets run early.
    ///   - workspace: where tools that change files are tried; without one they wait for their verdict.
    ///   - approval: what becomes of calls to which somebody has to agree.
    public init(
        _ tools: [any Tool], trusted: Set<String> = [], workspace: Workspace? = nil,
        approval: Approval = Approval(mode: .auto)
    ) {
        var descriptions: [ToolDescription] = []
        var implementations: [String: any Tool] = [:]
        for tool in tools + [Finish()] where implementations[tool.description.name] == nil {
            descriptions.append(tool.description)
            implementations[tool.description.name] = tool
        }
        self.tools = descriptions
        self.implementations = implementations
        self.trusted = trusted
        self.workspace = workspace
        self.approval = approval
    }

    public func earlyExecution(of action: Action) -> EarlyExecution {
        guard let name = action.tool else { return .unneeded }
        guard let tool = implementations[name] else { return .refused(reason: "there is no tool “\(name)”") }
        if tool is Finish { return .allowed }
        let effect = tool.description.effect
        guard effect.mayRunEarly else {
            return .refused(reason: "“\(name)” is \(effect.rawValue) and waits until the verifier has asked for it")
        }
        guard trusted.contains(name) else {
            return .refused(reason: "“\(name)” is not among the tools that the operator trusts to run early")
        }
        switch approval.ruling(on: action, of: tool) {
        case .allow: return early(tool, name)
        case .ask: return .refused(reason: "this call of “\(name)” needs approval, which nobody gives to a draft")
        case .deny: return .refused(reason: "the operator's rules forbid this call of “\(name)”")
        }
    }

    private func early(_ tool: any Tool, _ name: String) -> EarlyExecution {
        guard tool.description.effect == .confined else {
            let isProvisional = workspace != nil && tool.description.effect == .readOnly && tool.readsFilesItself
            return isProvisional ? .provisional(changesWorld: false) : .allowed
        }
        guard let workspace, tool is any FileTool else {
            return .refused(reason: "there is no snapshot in which “\(name)” could be tried")
        }
        if let reason = workspace.reasonNotToTry { return .refused(reason: "“\(name)” cannot be tried: \(reason)") }
        return .provisional(changesWorld: true)
    }

    /// Whether somebody has to agree before a call is made.
    public func needsApproval(_ action: Action) -> Bool {
        ruling(on: action) == .ask
    }

    /// Whether the operator's rules forbid a call, whoever agrees to it.
    public func forbids(_ action: Action) -> Bool {
        ruling(on: action) == .deny
    }

    private func ruling(on action: Action) -> ApprovalPolicy.Ruling? {
        action.tool.flatMap { implementations[$0] }.map { approval.ruling(on: action, of: $0) }
    }

    public func execute(_ action: Action, after trajectory: Trajectory) async throws -> Observation {
        guard let name = action.tool else { return .empty }
        guard let tool = implementations[name] else { return missing(name) }
        if let objection = try await approval.objection(to: action, of: tool) {
            return Observation(objection, isError: true)
        }
        guard let workspace, let files = tool as? any FileTool, files.description.effect == .confined else {
            return try await observation(of: tool, action) { try await tool.run($0) }
        }
        guard files.isOpaque else {
            return try await workspace.write { root in
                try await observation(of: tool, action) { try await files.run($0, below: root) }
            }
        }
        return try await execute(action, of: files, after: trajectory, in: workspace)
    }

    /// What may change any file is carried out in a snapshot also for good, so that it is done as a whole or not at all.
    private func execute(
        _ action: Action, of tool: any FileTool, after trajectory: Trajectory, in workspace: Workspace
    ) async throws -> Observation {
        let observation: Observation
        do {
            // Whoever saves a file while it runs is no obstacle, unless it is one of those it changes.
            observation = try await workspace.attempt(action, after: trajectory, isOpaque: false) { root in
                try await self.observation(of: tool, action) { try await tool.run($0, below: root) }
            }
        } catch let error as WorkspaceError {
            return Observation(
                "\(tool.description.name) was not carried out: \(error). The operator has declared it to be confined, "
                    + "so it runs only in snapshots.", isError: true)
        }
        let confirmation = try await workspace.confirm(
            Step(action: action, observation: observation), after: trajectory)
        guard case .stale(let reason) = confirmation else { return observation }
        return Observation("nothing was changed: \(reason) meanwhile. Look at it again.", isError: true)
    }

    public func attempt(_ action: Action, after trajectory: Trajectory) async throws -> Observation {
        guard let name = action.tool else { return .empty }
        guard let tool = implementations[name] else { return missing(name) }
        // Asked for here as well: nothing that has to wait gets past this line, whoever calls.
        let early = earlyExecution(of: action)
        if case .refused(let reason) = early { throw ToolFailure(reason) }
        guard let workspace else {
            return try await observation(of: tool, action, early: true) { try await tool.run($0) }
        }
        guard let files = tool as? any FileTool else {
            guard case .provisional = early else {
                return try await observation(of: tool, action, early: true) { try await tool.run($0) }
            }
            return try await workspace.attemptReading(action, after: trajectory) {
                try await observation(of: tool, action, early: true) { try await tool.run($0) }
            }
        }
        guard files.description.effect == .confined else {
            return try await observation(of: tool, action) {
                try await files.run($0, below: workspace.files(after: trajectory))
            }
        }
        return try await workspace.attempt(action, after: trajectory, isOpaque: files.isOpaque) { root in
            try await observation(of: tool, action) { try await files.run($0, below: root) }
        }
    }

    public func confirm(_ step: Step, after trajectory: Trajectory) async throws -> Confirmation {
        guard let workspace else { return .stands }
        return try await workspace.confirm(step, after: trajectory)
    }

    public func discard(_ action: Action, after trajectory: Trajectory) {
        workspace?.discard(action, after: trajectory)
    }

    private func missing(_ name: String) -> Observation {
        Observation(
            "there is no tool “\(name.prefix(40))”; there are \(tools.map(\.name).joined(separator: ", "))",
            isError: true)
    }

    private func observation(
        of tool: any Tool, _ action: Action, early: Bool = false, _ run: (ToolArguments) async throws -> String
    ) async throws -> Observation {
        do {
            let text = try await run(ToolArguments(action.arguments, of: tool.description))
            // What has changed the world is told, also when nobody waits for it any more.
            if tool.description.effect.mayRunEarly { try Task.checkCancellation() }
            return Observation(text)
        } catch let failure as ToolFailure {
            let told = Observation(failure.description, isError: true)
            if early, failure.isPassing { throw FailedAttempt(told) }
            return told
        } catch let error as CancellationError {
            throw error
        } catch {
            try Task.checkCancellation()
            return Observation("\(tool.description.name) failed: \(error)", isError: true)
        }
    }
}
