/// The settings that have a default, and their names: `max_cost` under `defaults` in a file,
/// `OUTRIDER_MAX_COST` in the environment, `--max-cost` as a flag.
public enum SettingKey: String, Sendable, Hashable, CaseIterable {
    /// The agent that runs.
    case agent
    /// The model or engine that drafts.
    case drafter
    /// The model or engine that verifies.
    case verifier
    /// How the drafter is prompted.
    case drafterStyle = "drafter_style"
    /// How the verifier is prompted.
    case verifierStyle = "verifier_style"
    /// 1 is speed, 0 is cost.
    case lambda
    /// The most that a run may cost, in dollars.
    case maxCost = "max_cost"
    /// The longest time that a run may take.
    case maxTime = "max_time"
    /// The most steps that a run may take.
    case maxSteps = "max_steps"
    /// When the controller is asked: at every event, or in rounds.
    case scheduling
    /// The file that runs are recorded in.
    case database
    /// The tools that may run before their verdict, where their effect class allows it.
    case trustedTools = "trusted_tools"

    /// The variable that sets it.
    public var variable: String { "OUTRIDER_" + rawValue.uppercased() }

    /// The flag that sets it.
    public var flag: String { "--" + rawValue.replacing("_", with: "-") }

    /// Whether a run may use no more than this.
    var isLimit: Bool { [.maxCost, .maxTime, .maxSteps].contains(self) }

    /// Whether a project's file may set it: what it says is not trusted.
    var isOpenToProjects: Bool { self != .database && self != .trustedTools }
}
