/// A piece of a scripted answer; a stream sends each in an event of its own.
public enum ChatPiece: Sendable, Hashable {
    /// Text of the answer.
    case text(String)
    /// Text of the reasoning, in the field `reasoning_content`.
    case reasoning(String)
    /// A tool call. A stream sends its name first and its arguments in two halves.
    case toolCall(id: String, name: String, arguments: String)

    /// What the server charges for this piece.
    var tokens: Int {
        switch self {
        case .text(let text), .reasoning(let text): ChatServer.tokens(in: text)
        case .toolCall(_, let name, let arguments):
            ChatServer.tokens(in: name) + ChatServer.tokens(in: arguments)
        }
    }

    /// Splits a text into pieces of one word each, blanks in front.
    public static func words(_ text: String) -> [ChatPiece] {
        var pieces: [String] = []
        for character in text {
            let startsWord = character.isWhitespace && pieces.last?.last?.isWhitespace != true
            if pieces.isEmpty || startsWord { pieces.append("") }
            pieces[pieces.count - 1].append(character)
        }
        return pieces.map { .text($0) }
    }
}
