public import Planning

/// An environment of tools.
///
/// A tool runs before its verdict only if its effect class allows that and the operator has named
/// it as trusted; what the tool says of itself is not enough. `finish` is always there. It is pure
/// and the toolbox's own, so it needs nobody's trust.
public struct Toolbox: Environment {
    public let tools: [ToolDescription]

    private let implementations: [String: any Tool]
    private let trusted: Set<String>

    /// An environment of `tools`; of several with one name, the first counts.
    /// - Parameter trusted: The names of the tools that the operator lets run early.
    public init(_ tools: [any Tool], trusted: Set<String> = []) {
        var descriptions: [ToolDescription] = []
        var implementations: [String: any Tool] = [:]
        for tool in tools + [Finish()] where implementations[tool.description.name] == nil {
            descriptions.append(tool.description)
            implementations[tool.description.name] = tool
        }
        self.tools = descriptions
        self.implementations = implementations
        self.trusted = trusted
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
        return .allowed
    }

    public func execute(_ action: Action, after trajectory: Trajectory) async throws -> Observation {
        guard let name = action.tool else { return .empty }
        guard let tool = implementations[name] else {
            return Observation(
                "there is no tool “\(name.prefix(40))”; there are \(tools.map(\.name).joined(separator: ", "))",
                isError: true)
        }
        do {
            let text = try await tool.run(ToolArguments(action.arguments, of: tool.description))
            // What has changed the world is told, also when nobody waits for it any more.
            if tool.description.effect.mayRunEarly { try Task.checkCancellation() }
            return Observation(text)
        } catch let failure as ToolFailure {
            return Observation(failure.description, isError: true)
        } catch let error as CancellationError {
            throw error
        } catch {
            try Task.checkCancellation()
            return Observation("\(name) failed: \(error)", isError: true)
        }
    }
}
