public import Control
import Planning

/// Somebody who decides how far to ride, as suites and command lines name them: a controller's
/// name, a depth as in `fixed-3`, or `oracle`.
public struct Contestant: Sendable, Hashable {
    /// What it is.
    public enum Kind: Sendable, Hashable {
        /// A controller of the program.
        case controller(ControllerName)
        /// Whoever knows beforehand which drafts are right.
        case oracle
    }

    /// What it is.
    public let kind: Kind
    /// The depth of `fixed`.
    public var depth: Int
    /// τ of `dsp`; nil is the controller's own.
    public var expectile: Double?
    /// β of `dsp`; nil is the controller's own.
    public var offset: Int?

    /// A contestant.
    public init(_ kind: Kind, depth: Int = 2, expectile: Double? = nil, offset: Int? = nil) {
        self.kind = kind
        self.depth = depth
        self.expectile = expectile
        self.offset = offset
    }

    /// Reads a name; nil when nobody is called so.
    public init?(_ text: String) {
        if text == "oracle" {
            self.init(.oracle)
        } else if text.hasPrefix("fixed-"), let depth = Int(text.dropFirst(6)), (0...DepthLimit.most).contains(depth) {
            self.init(.controller(.fixed), depth: depth)
        } else if let name = ControllerName(rawValue: text) {
            self.init(.controller(name))
        } else {
            return nil
        }
    }

    /// Every name there is, for messages.
    public static var names: [String] { ControllerName.allCases.map(\.rawValue) + ["fixed-N", "oracle"] }

    /// The name in tables and rows.
    public var name: String {
        switch kind {
        case .oracle: "oracle"
        case .controller(.fixed): "fixed-\(depth)"
        case .controller(let name): name.rawValue
        }
    }

    /// Whether λ makes a difference to it.
    public var heedsLambda: Bool {
        switch kind {
        case .controller(.threshold), .controller(.ucb), .controller(.exp3), .oracle: true
        case .controller: false
        }
    }

    /// A controller that has learnt nothing yet; nil for the oracle, which needs one for each task.
    func controller(lambda: Lambda, seed: UInt64) -> (any DepthController)? {
        guard case .controller(let name) = kind else { return nil }
        var settings = ControllerSettings(lambda: lambda, seed: seed, depth: depth)
        if let expectile { settings.expectile = expectile }
        if let offset { settings.offset = offset }
        return name.controller(settings)
    }
}
