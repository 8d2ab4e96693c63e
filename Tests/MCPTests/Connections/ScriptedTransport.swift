import Planning
import Synchronization

@testable import MCP

/// A server in this process: a closure answers each request. Everything that reaches it is recorded.
final class ScriptedTransport: ServerTransport {
    typealias Answer = @Sendable (OutgoingCall) async throws -> Result<JSONValue, RPCError>

    private struct State {
        var calls: [OutgoingCall] = []
        var notifications: [String] = []
        var followed: [OutgoingCall?] = []
        var isUsable = true
        var isClosed = false
    }

    let mirrorsArguments: Bool
    let hearsNotices = true
    private let state = Mutex(State())
    private let answer: Answer
    private let onNotice: NoticeHandler

    init(mirrorsArguments: Bool = false, onNotice: @escaping NoticeHandler = { _ in }, answer: @escaping Answer) {
        self.mirrorsArguments = mirrorsArguments
        self.onNotice = onNotice
        self.answer = answer
    }

    var isUsable: Bool { state.withLock { $0.isUsable } }
    var calls: [OutgoingCall] { state.withLock { $0.calls } }
    var methods: [String] { calls.map(\.method) }
    var notifications: [String] { state.withLock { $0.notifications } }
    var followed: [OutgoingCall?] { state.withLock { $0.followed } }
    var isClosed: Bool { state.withLock { $0.isClosed } }

    /// From now on nothing more is to be expected of it.
    func breakDown() { state.withLock { $0.isUsable = false } }

    /// The server says something of its own accord.
    func say(_ method: String) { onNotice(RPCNotification(method: method)) }

    func exchange(_ call: OutgoingCall) async throws -> Result<JSONValue, RPCError> {
        state.withLock { $0.calls.append(call) }
        return try await answer(call)
    }

    func notify(_ notification: RPCNotification, in dialect: Dialect) async throws {
        state.withLock { $0.notifications.append(notification.method) }
    }

    func follow(_ call: OutgoingCall?) async { state.withLock { $0.followed.append(call) } }

    func close() async { state.withLock { $0.isClosed = true } }
}

/// What a server with two tools answers, in either dialect.
enum ScriptedAnswers {
    static let discovery: JSONValue = [
        "resultType": "complete", "supportedVersions": ["2026-07-28"],
        "capabilities": ["tools": ["listChanged": true]], "serverInfo": ["name": "scripted", "version": "1"],
    ]

    static let tools: [JSONValue] = ["echo", "other"].map {
        ["name": .string($0), "description": "Says it again.", "inputSchema": ["type": "object"]]
    }

    static let noSuchMethod = RPCError(code: RPCError.methodNotFound, message: "Method not found")

    static func modern(_ call: OutgoingCall) -> Result<JSONValue, RPCError> {
        switch call.method {
        case "server/discover": .success(discovery)
        case "tools/list": .success(["resultType": "complete", "tools": .array(tools)])
        case "tools/call": said(call)
        default: .failure(noSuchMethod)
        }
    }

    static func old(_ call: OutgoingCall) -> Result<JSONValue, RPCError> {
        switch call.method {
        case "initialize":
            .success(["protocolVersion": "2025-06-18", "capabilities": ["tools": ["listChanged": true]]])
        case "tools/list": .success(["tools": .array(tools)])
        case "tools/call": said(call)
        default: .failure(noSuchMethod)
        }
    }

    /// The arguments, as text.
    static func said(_ call: OutgoingCall) -> Result<JSONValue, RPCError> {
        .success(["content": [["type": "text", "text": .string((call.params["arguments"] ?? .null).canonical)]]])
    }
}
