/// SentencePiece's byte-pair encoding, as Llama's first vocabularies use it: the pair that makes the
/// piece with the highest score is joined first, and characters that are no piece become bytes.
struct SentencePieceEncoder: TextEncoder {
    private let pieces: [[UInt8]: (token: Int, score: Double)]
    private let byteTokens: [Int?]
    private let addsSpace: Bool

    /// - Parameters:
    ///   - texts: the tokens as the file writes them.
    ///   - types: what kind of token each is.
    init(_ file: GGUFFile, texts: [String], types: [TokenType]) throws {
        guard let scores = try file.floats(ifPresent: "tokenizer.ggml.scores"), scores.count == texts.count else {
            throw GGUFFault.malformed("tokenizer.ggml.scores has not one number for each token")
        }
        guard scores.allSatisfy({ !$0.isNaN }) else {
            throw GGUFFault.malformed("tokenizer.ggml.scores has something that is no number")
        }
        var pieces: [[UInt8]: (token: Int, score: Double)] = [:]
        for (token, text) in texts.enumerated() { pieces[Array(text.utf8)] = (token, scores[token]) }
        self.pieces = pieces
        byteTokens = (UInt8.min...UInt8.max).map { byte in
            let name = Array("<0x\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true))>".utf8)
            return pieces[name].flatMap { types[$0.token] == .byte ? $0.token : nil }
        }
        addsSpace = try file.flag(ifPresent: "tokenizer.ggml.add_space_prefix") ?? true
    }

    func tokens(of text: String, isBeginning: Bool) -> [Int]? {
        guard !text.isEmpty else { return [] }
        let marked = ((isBeginning && addsSpace ? " " : "") + text).replacing(" ", with: "\u{2581}")
        let bytes = Array(marked.utf8)
        var start = 0
        let characters = marked.unicodeScalars.map { scalar in
            let range = start..<start + UTF8.width(scalar)
            start = range.upperBound
            return (range: range, token: pieces[Array(bytes[range])]?.token)
        }
        let symbols = SymbolMerger.merge(characters) { left, right in
            guard let piece = pieces[Array(bytes[left.range.lowerBound..<right.range.upperBound])] else { return nil }
            return (piece.token, -piece.score)
        }
        var result: [Int] = []
        for symbol in symbols {
            if let token = symbol.token {
                result.append(token)
                continue
            }
            let tokens = bytes[symbol.range].compactMap { byteTokens[Int($0)] }
            guard tokens.count == symbol.range.count else { return nil }
            result += tokens
        }
        return result
    }
}
