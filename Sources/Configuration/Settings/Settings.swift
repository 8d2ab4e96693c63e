public import Backends
public import Control
public import Planning

/// The effective configuration: every value with its origin.
///
/// The layers, the strongest first: the environment, the project's file, the user's file, the
/// system's file, and what is built in. The flags of a command stand above all of them and are that
/// command's business.
public struct Settings: Sendable {
    /// The agent: a name, or the absolute path of its file.
    public let agent: Setting<String>
    /// The model that drafts; nil where the agent's own engine does.
    public let drafter: Setting<ModelID>?
    /// The model that verifies; nil where the agent's own engine does.
    public let verifier: Setting<ModelID>?
    /// How the drafter is prompted; nil is as the agent says.
    public let drafterStyle: Setting<StyleName>?
    /// How the verifier is prompted; nil is as the agent says.
    public let verifierStyle: Setting<StyleName>?
    /// λ, from 0 (save money) to 1 (save time), or what time is worth.
    public let lambda: Setting<Preference>
    /// A fixed depth, in steps; nil lets the controller choose.
    public let depth: Setting<Int>?
    /// Who chooses the depth; nil is `threshold`, or `fixed` where there is a depth.
    public let controller: Setting<ControllerName>?
    /// How drafter and verifier are combined.
    public let strategy: Setting<StrategyName>
    /// When the depth is chosen.
    public let scheduling: Setting<SchedulingName>
    /// The most committed steps; nil is as the agent says.
    public let maxSteps: Setting<Int>?
    /// The most that a run may cost.
    public let maxCost: Setting<Money>
    /// The longest a run may take; nil is no limit.
    public let maxTime: Setting<Duration>?
    /// The most tokens that the calls of a run may take; nil is no limit.
    public let maxTokens: Setting<Int>?
    /// The longest that calls of a run may work; nil is no limit.
    public let maxWorkingTime: Setting<Duration>?
    /// The most that all runs of a day may cost; nil is no limit.
    public let dailyLimit: Setting<Money>?
    /// The most tokens that all runs of a day may take; nil is no limit.
    public let dailyTokens: Setting<Int>?
    /// The most steps that all runs of a day may commit; nil is no limit.
    public let dailySteps: Setting<Int>?
    /// The longest that all runs of a day may take, added up; nil is no limit.
    public let dailyTime: Setting<Duration>?
    /// The longest that calls of all runs of a day may work, added up run by run; nil is no limit.
    public let dailyWorkingTime: Setting<Duration>?
    /// Whether a verifier's call that takes long may get a second one beside it, where λ says that it is worth it.
    public let hedging: Setting<Bool>
    /// The seed of all randomness; nil draws one.
    public let seed: Setting<UInt64>?
    /// The ledger's database, as an absolute path.
    public let database: Setting<String>
    /// What the servers and models may have that compute on this machine.
    public let engines: EngineSettings
    /// How servers are reached.
    public let network: NetworkSettings
    /// What tools may touch.
    public let tools: ToolSettings
    /// The servers of tools that agents may use.
    public let mcp: MCPSettings
    /// The built-in providers and models, and the configured ones above them.
    public var catalogue: Catalogue
    /// The files that were read, the strongest first.
    public let files: [String]
    /// What the files say about providers and models.
    let catalogueLines: [SettingLine]
}
