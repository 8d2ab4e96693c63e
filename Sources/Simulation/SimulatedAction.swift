public import Control
public import Speculation

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
