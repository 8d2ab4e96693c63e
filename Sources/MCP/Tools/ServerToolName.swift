import Planning

/// What agents call a server's tool: `server__tool`.
///
/// Providers take letters, digits, `_` and `-` in the name of a tool, 64 of them at most. Two servers may well have
/// tools of one name, and a server one that is called like a tool of ours; no tool of ours and no server has `__` in
/// its name, so that nothing clashes. A name that providers would not take is spelled with `_`, and told apart by
/// eight digits made from what it really is.
public enum ServerToolName {
    /// What stands between server and tool.
    public static let separator = "__"
    private static let longest = 64

    /// The name that agents use for `tool` of `server`.
    public static func name(of tool: String, at server: String) -> String {
        let plain = server + separator + tool
        if plain.utf8.count <= longest, plain.utf8.allSatisfy(isPlain) { return plain }
        let spelled = String(decoding: plain.utf8.map { isPlain($0) ? $0 : UInt8(ascii: "_") }, as: UTF8.self)
        let digits = StableHash(plain.utf8).hexadecimal.suffix(8)
        return "\(spelled.prefix(longest - 9))_\(digits)"
    }

    /// The server that a name belongs to; nil where the name is not one of a server's tool.
    public static func server(of name: String) -> String? {
        guard let range = name.firstRange(of: separator), range.lowerBound > name.startIndex else { return nil }
        return String(name[..<range.lowerBound])
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
