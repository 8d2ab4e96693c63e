public import Control
public import Speculation

/// What the agents and the tools of a simulated run would do. Everything depends on the position
/// and the prefix alone, so that the same question always has the same answer, whenever it is asked.
public protocol Workload: Sendable {
    /// The most steps a trajectory may have.
    var stepLimit: Int { get }

    /// What a controller sees of the task.
    var task: TaskFeatures { get }

    /// What the drafter does at `position` after `prefix`.
    func draft(at position: Int, after prefix: SimulatedPrefix) -> SimulatedCall

    /// What the verifier does at `position` after `prefix`, when asked for the `attempt`-th time.
    func verification(at position: Int, after prefix: SimulatedPrefix, attempt: Int) -> SimulatedCall

    /// How long carrying out `action` takes, and whether it works.
    func execution(of action: SimulatedAction, at position: Int, attempt: Int) -> SimulatedExecution

    /// How many calls the provider serves at a time, and how fast it lets them begin.
    var quota: CallQuota { get }
}

extension Workload {
    /// Nothing to tell this task from others.
    public var task: TaskFeatures { TaskFeatures() }

    /// No quota.
    public var quota: CallQuota { .unlimited }
}

/// The steps before a position: a fingerprint that differs whenever the steps do.
public struct SimulatedPrefix: Sendable, Hashable {
    /// The fingerprint.
    public let fingerprint: UInt64

    /// No steps.
    public static let empty = SimulatedPrefix(fingerprint: 0xcbf2_9ce4_8422_2325)

    /// This prefix with one step more.
    public func appending(_ action: SimulatedAction) -> SimulatedPrefix {
        var mixed = (fingerprint ^ UInt64(bitPattern: Int64(action.identity))) &* 0x9e37_79b9_7f4a_7c15
        mixed ^= mixed >> 29
        return SimulatedPrefix(fingerprint: mixed &* 0xbf58_476d_1ce4_e5b9)
    }
}

/// An action without contents: equal identities agree.
public struct SimulatedAction: Sendable, Hashable {
    /// What is compared.
    public var identity: Int
    /// What the machine has to know.
    public var traits: SpeculationMachine.StepTraits
    /// What a controller sees of it.
    public var tool: ToolMark

    /// An action.
    public init(_ identity: Int, _ traits: SpeculationMachine.StepTraits = .init(), tool: ToolMark = .text) {
        self.identity = identity
        self.traits = traits
        self.tool = tool
    }
}

/// Carrying out an action.
public struct SimulatedExecution: Sendable, Hashable {
    /// How long it takes, in seconds of virtual time.
    public var latency: Double
    /// Whether it works.
    public var succeeds: Bool

    /// An execution.
    public init(latency: Double, succeeds: Bool = true) {
        self.latency = latency
        self.succeeds = succeeds
    }
}
