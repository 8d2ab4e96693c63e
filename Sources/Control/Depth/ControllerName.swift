public import Foundation

/// The controllers that `--controller` knows.
public enum ControllerName: String, Sendable, Hashable, Codable, CaseIterable {
    /// Our own, and the default: rides ahead while it is likely enough to be right.
    case threshold
    /// The paper's: a learnt value function of the state.
    case dsp
    /// A bandit over depths, optimistic about what it knows little of.
    case ucb
    /// A bandit over depths that trusts nothing to stay as it is.
    case exp3
    /// Always the same depth.
    case fixed
    /// No speculation.
    case off

    /// Whether what happens makes a difference to it.
    public var learns: Bool { self != .fixed && self != .off }

    /// A controller of this name that has learnt nothing yet.
    public func controller(_ settings: ControllerSettings) -> any DepthController {
        switch self {
        case .threshold: ThresholdDepth(settings.preference, seed: settings.seed)
        case .dsp: DSPDepth(seed: settings.seed, expectile: settings.expectile, offset: settings.offset)
        case .ucb: UCBDepth(settings.preference)
        case .exp3: EXP3Depth(settings.preference, seed: settings.seed)
        case .fixed: FixedDepth(settings.depth)
        case .off: OffDepth()
        }
    }

    /// A controller of this name as it was saved with a JSON encoder.
    /// - Throws: `DecodingError` for data that holds no such controller.
    public func controller(savedAs data: Data) throws -> any DepthController {
        let decoder = JSONDecoder()
        return switch self {
        case .threshold: try decoder.decode(ThresholdDepth.self, from: data)
        case .dsp: try decoder.decode(DSPDepth.self, from: data)
        case .ucb: try decoder.decode(UCBDepth.self, from: data)
        case .exp3: try decoder.decode(EXP3Depth.self, from: data)
        case .fixed: try decoder.decode(FixedDepth.self, from: data)
        case .off: try decoder.decode(OffDepth.self, from: data)
        }
    }
}
