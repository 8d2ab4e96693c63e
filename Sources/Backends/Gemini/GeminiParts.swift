import Planning

/// The parts of an answer as they are given back. A text that came in pieces becomes one part again; a part with a
/// signature stays as it is, because the signature is of that part.
struct GeminiParts: Sendable {
    private(set) var content: [JSONValue] = []
    /// Whether something is signed: else there is nothing that could not be said otherwise.
    private(set) var isSealed = false

    mutating func add(_ part: JSONValue) {
        let isSigned = part["thoughtSignature"]?.words != nil
        isSealed = isSealed || isSigned
        // Thoughts are summaries for people; only what is signed means something to the model.
        guard isSigned || part["thought"]?.bool != true else { return }
        if !isSigned, let text = Self.plainText(part), let last = content.last, let before = Self.plainText(last) {
            content[content.count - 1] = ["text": .string(before + text)]
        } else {
            content.append(part)
        }
    }

    private static func plainText(_ part: JSONValue) -> String? {
        part.object?.count == 1 ? part["text"]?.string : nil
    }
}
