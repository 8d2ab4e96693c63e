import Planning

/// Finds the version that a server and we both speak. A value with no clock and no connection: it is told what came of
/// each request, and answers what to send next.
///
/// First `server/discover` in the stateless dialect. A server that knows it answers, or names the versions it speaks
/// instead. Whatever else comes, or nothing at all, is how an older server may take a request that it does not know:
/// it is then greeted with `initialize`. A server that was only slow, and understands too late, refuses that greeting
/// and names its versions, and is asked once more.
struct Negotiation: Sendable, Hashable {
    /// What came of the last request.
    enum Event: Sendable, Hashable {
        case answered(JSONValue)
        case failed(RPCError)
        /// An HTTP status without a message of the protocol.
        case rejected(status: Int)
        case timedOut
    }

    /// What to do.
    enum Step: Sendable, Hashable {
        case discover(version: String)
        case initialize(version: String)
        /// The version is settled.
        case agreed(Agreement)
        /// It cannot be settled.
        case failed(MCPError)
    }

    private enum State: Hashable {
        /// `server/discover` is open.
        case probing(version: String)
        /// `initialize` is open.
        case greeting(version: String)
    }

    private var state = State.probing(version: ProtocolVersion.stateless[0])
    /// Each kind of request is repeated once at most, so that there is an end.
    private var hasProbedAgain = false
    private var hasGreetedAgain = false

    /// What is sent first.
    var first: Step { .discover(version: ProtocolVersion.stateless[0]) }

    /// Takes in what came of the last request.
    mutating func step(_ event: Event) -> Step {
        switch state {
        case .probing(let version): probed(version, event)
        case .greeting(let version): greeted(version, event)
        }
    }

    private mutating func probed(_ version: String, _ event: Event) -> Step {
        let named: [String]?
        switch event {
        case .answered(let result):
            named = result["supportedVersions"]?.array?.compactMap(\.string)
            if let common = Self.common(named, ProtocolVersion.stateless) {
                return .agreed(Agreement(.stateless(version: common), result))
            }
        case .failed(let error) where error.code == RPCError.unsupportedVersion:
            named = error.supportedVersions
            if let common = Self.common(named, ProtocolVersion.stateless), let step = probeAgain(common) { return step }
        case .failed, .rejected, .timedOut: named = nil
        }
        // Who names versions, and none of ours, will not understand the handshake either.
        if let named, !named.isEmpty, Self.common(named, ProtocolVersion.handshake) == nil,
            Self.common(named, ProtocolVersion.stateless) == nil
        {
            return .failed(Self.noCommonVersion(named))
        }
        return greet(Self.common(named, ProtocolVersion.handshake) ?? ProtocolVersion.handshake[0])
    }

    private mutating func greeted(_ version: String, _ event: Event) -> Step {
        switch event {
        case .answered(let result):
            let named = result["protocolVersion"]?.string
            guard let named else {
                return .failed(MCPError(.malformed, "answers the greeting without a protocol version"))
            }
            guard ProtocolVersion.handshake.contains(named) else { return .failed(Self.noCommonVersion([named])) }
            return .agreed(Agreement(.handshake(version: named), result))
        case .failed(let error):
            let named = error.supportedVersions
            if let common = Self.common(named, ProtocolVersion.stateless), let step = probeAgain(common) { return step }
            if !hasGreetedAgain, let common = Self.common(named, ProtocolVersion.handshake), common != version {
                hasGreetedAgain = true
                return greet(common)
            }
            if let named, !named.isEmpty { return .failed(Self.noCommonVersion(named)) }
            return .failed(MCPError(.refused, "refuses to begin: \(error.publicText)"))
        case .rejected(let status):
            return .failed(
                MCPError(
                    .unsupported, "answers with HTTP status \(status) and not in the protocol",
                    suggestion: "check its url; it usually ends with /mcp"))
        case .timedOut:
            return .failed(
                MCPError(
                    .timedOut, "does not answer when it is greeted",
                    suggestion: "start it by hand to see what it does, or raise its start_timeout"
                ))
        }
    }

    private mutating func probeAgain(_ version: String) -> Step? {
        guard !hasProbedAgain else { return nil }
        hasProbedAgain = true
        state = .probing(version: version)
        return .discover(version: version)
    }

    private mutating func greet(_ version: String) -> Step {
        state = .greeting(version: version)
        return .initialize(version: version)
    }

    /// The newest of `ours` that is among `theirs`.
    private static func common(_ theirs: [String]?, _ ours: [String]) -> String? {
        theirs.flatMap { theirs in ours.first(where: theirs.contains) }
    }

    private static func noCommonVersion(_ named: [String]) -> MCPError {
        let theirs = named.prefix(8).map { $0.cut(to: 20) }.joined(separator: ", ")
        let ours = (ProtocolVersion.stateless + ProtocolVersion.handshake).joined(separator: ", ")
        return MCPError(
            .unsupported, "speaks protocol version \(theirs), and not one of \(ours)",
            suggestion: "look for another version of the server")
    }
}
