import Planning

/// A request of ours as it is sent, but for its number.
struct OutgoingCall: Sendable, Hashable {
    let method: String
    let params: [String: JSONValue]
    /// The version that headers name; nil before one is agreed.
    let version: String?
    /// Whether headers repeat what the body says, as the stateless dialect wants it.
    let isStateless: Bool
    /// Arguments that headers repeat.
    var mirrored: [MirroredArgument] = []

    /// The question that only servers of the stateless dialect know.
    static let discovery = "server/discover"

    /// Whether the server may be told that nobody waits any more. What settles the version is not cancelled: an old
    /// server may not take a notification before its handshake.
    var isCancellable: Bool { ![Self.discovery, "initialize"].contains(method) }

    /// What a header says the request is about: the tool's name in a call of a tool.
    var subject: String? { method == "tools/call" ? params["name"]?.string : nil }

    /// What it is called in messages to people: the tool, or else the method.
    var spoken: String { subject.map { "“\($0)”" } ?? method }
}

/// Who asks: what servers are told of this program.
public struct ClientIdentity: Sendable, Hashable {
    let name: String
    let version: String

    /// A program by its name and version.
    public init(name: String, version: String) {
        self.name = name
        self.version = version
    }

    var json: JSONValue { ["name": .string(name), "version": .string(version)] }
}

extension ClientIdentity {
    /// A request in the stateless dialect. We offer servers nothing that they could ask of us.
    func call(_ method: String, _ params: [String: JSONValue] = [:], version: String) -> OutgoingCall {
        var params = params
        params["_meta"] = [
            "io.modelcontextprotocol/protocolVersion": .string(version),
            "io.modelcontextprotocol/clientInfo": json, "io.modelcontextprotocol/clientCapabilities": [:],
        ]
        return OutgoingCall(method: method, params: params, version: version, isStateless: true)
    }

    /// A request in the dialect that was agreed.
    func call(_ method: String, _ params: [String: JSONValue] = [:], in dialect: Dialect) -> OutgoingCall {
        switch dialect {
        case .stateless(let version): call(method, params, version: version)
        case .handshake(let version):
            OutgoingCall(method: method, params: params, version: version, isStateless: false)
        }
    }

    /// The first half of the handshake.
    func initialize(_ version: String) -> OutgoingCall {
        OutgoingCall(
            method: "initialize",
            params: ["protocolVersion": .string(version), "capabilities": [:], "clientInfo": json],
            version: nil, isStateless: false)
    }
}
