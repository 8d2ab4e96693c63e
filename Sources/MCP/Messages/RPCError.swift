import Planning

/// What the other side says went wrong.
struct RPCError: Error, Sendable, Hashable {
    let code: Int64
    let message: String
    var data: JSONValue?

    /// There is no such method.
    static let methodNotFound: Int64 = -32601
    /// A modern server does not speak the version that was asked for.
    static let unsupportedVersion: Int64 = -32022

    /// The versions that the other side names, where it names any.
    var supportedVersions: [String]? {
        data?["supported"]?.array.map { $0.compactMap(\.string) }
    }

    var json: JSONValue {
        var members: [String: JSONValue] = ["code": .integer(code), "message": .string(message)]
        members["data"] = data
        return .object(members)
    }

    /// Nil for what is no error object.
    init?(_ json: JSONValue) {
        guard let code = json["code"]?.integer, let message = json["message"]?.string else { return nil }
        self.init(code: code, message: message, data: json["data"])
    }

    init(code: Int64, message: String, data: JSONValue? = nil) {
        self.code = code
        self.message = message
        self.data = data
    }

    /// The message as it may be shown: one line of bounded length, with the code.
    var publicText: String {
        let line = message.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return "\(line.isEmpty ? "no reason given" : line.cut(to: 400)) (error \(code))"
    }
}
