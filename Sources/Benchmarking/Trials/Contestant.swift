public import Control
import Planning

/// Somebody who decides how far to ride, as suites and command lines name them: a controller's
/// name, a depth as in `fixed-3`, τ and an offset as in `dsp-0.99`, `dsp+2` and `dsp-0.5+2`, or `oracle`.
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
        } else if let match = text.wholeMatch(of: /dsp(?:-([0-9.]+))?(?:\+([0-9]{1,2}))?/) {
            self.init(.controller(.dsp))
            if let tau = match.1 {
                guard let tau = Double(tau), tau > 0, tau < 1 else { return nil }
                expectile = tau
            }
            offset = match.2.flatMap { Int($0) }
        } else {
            return nil
        }
    }

    /// Every name there is, for messages.
    public static var names: [String] {
        ControllerName.allCases.map(\.rawValue) + ["fixed-DEPTH", "dsp-τ", "dsp+OFFSET", "oracle"]
    }

    /// The name in tables and rows.
    public var name: String {
        switch kind {
        case .oracle: "oracle"
        case .controller(.fixed): "fixed-\(depth)"
        case .controller(.dsp): "dsp" + (expectile.map { "-\($0)" } ?? "") + (offset.map { "+\($0)" } ?? "")
        case .controller(let name): name.rawValue
        }
    }

    /// The depth of whoever always rides equally far; nil for others.
    public var fixedDepth: Int? {
        switch kind {
        case .controller(.fixed): depth
        case .controller(.off): 0
        case .controller, .oracle: nil
        }
    }

    /// Whether λ makes a difference to it.
    public var heedsLambda: Bool {
        switch kind {
        case .controller(.threshold), .controller(.ucb), .controller(.exp3), .oracle: true
        case .controller: false
        }
    }

    /// A controller of this name and with these settings that has learnt nothing yet.
    func controller(_ name: ControllerName, lambda: Lambda, seed: UInt64) -> any DepthController {
        var settings = ControllerSettings(lambda: lambda, seed: seed, depth: depth)
        if let expectile { settings.expectile = expectile }
        if let offset { settings.offset = offset }
        return name.controller(settings)
    }
}
