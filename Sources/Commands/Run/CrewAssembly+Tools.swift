import Agents
import Configuration
import Ledger
import Planning
import Tools

// What the tools of a run may touch, and who agrees to it.
extension CrewAssembly {
    func toolSettings() throws -> Tools.ToolSettings {
        let settings = surroundings.settings.tools
        let decider = plan.strategy.usesVerifier ? "the verifier \(plan.verifier)" : "the drafter \(plan.drafter)"
        return Tools.ToolSettings(
            root: plan.toolRoot, client: surroundings.client(),
            allowsPrivateAddresses: settings.allowPrivateAddresses.value,
            shell: EffectClass(settings.shell.value), environment: surroundings.environment,
            questioner: consent.desk, workspace: try workspace(),
            approval: Approval(
                try ApprovalPolicy(file: surroundings.places.approval), mode: consent.mode, asking: consent.desk,
                for: "\(decider) of the agent “\(definition.name)”")
        ) { path, sql, rows in
            try await ReadOnlyDatabase.query(path, sql, rowLimit: rows, byteLimit: 64 * 1024, timeout: .seconds(10))
        }
    }

    /// Where tools that change files are tried; nil where the agent has none.
    private func workspace() throws -> Workspace? {
        let isShellConfined = surroundings.settings.tools.shell.value == .confined
        let writing = Toolbox.writingNames.subtracting(isShellConfined ? [] : ["shell"])
        guard definition.toolNames.contains(where: writing.contains) else { return nil }
        return try Workspace(root: plan.toolRoot, snapshotsIn: surroundings.places.workspaces)
    }

    /// The tools that may run before their verdict.
    var trustedTools: Set<String> {
        let settings = surroundings.settings.tools
        // Whoever says what commands do, vouches for it, unless they have a list of their own.
        let vouched = settings.trusted.origin == .builtIn && settings.shell.value != .destructive
        return Set(settings.trusted.value).union(vouched ? ["shell"] : [])
    }
}

extension EffectClass {
    fileprivate init(_ effect: ShellEffect) {
        self =
            switch effect {
            case .readOnly: .readOnly
            case .confined: .confined
            case .destructive: .destructive
            }
    }
}
